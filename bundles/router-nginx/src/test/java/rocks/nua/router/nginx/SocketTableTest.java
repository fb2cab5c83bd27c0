package rocks.nua.router.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import rocks.nua.api.router.Target;

final class SocketTableTest {
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final String REST = " 00000000:00000000 00:00000000 00000000    33        0 71 1 0000 20 4 30 10 -1";
    private static final Target TARGET = new Target("172.17.0.2", 3000);

    @Test
    void countsWhatIsOpenOrBeingOpened() {
        var table = new SocketTable(List.of(
                HEADER, "   0: 010011AC:B6C2 020011AC:0BB8 01" + REST, "   1: 010011AC:B6C4 020011AC:0BB8 02" + REST));
        assertEquals(2, table.connectionsTo(TARGET));
    }

    @Test
    void leavesOutListenersOthersAndWhatIsEnding() {
        var table = new SocketTable(List.of(
                HEADER,
                "   0: 00000000:0BB8 00000000:0000 0A" + REST,
                "   1: 020011AC:0BB8 010011AC:B6C2 01" + REST,
                "   2: 010011AC:B6C2 020011AC:0BB9 01" + REST,
                "   3: 010011AC:B6C2 030011AC:0BB8 01" + REST,
                "   4: 010011AC:B6C2 020011AC:0BB8 06" + REST,
                "   5: 010011AC:B6C2 020011AC:0BB8 08" + REST));
        assertEquals(0, table.connectionsTo(TARGET));
    }

    @Test
    void readsIpv6AndMappedIpv4() {
        var table = new SocketTable(List.of(
                HEADER,
                "   0: 0000000000000000FFFF0000010011AC:B6C2 0000000000000000FFFF0000020011AC:0BB8 01" + REST,
                "   1: 000000FD000000000000000001000000:B6C2 000000FD000000000000000002000000:0BB8 01" + REST));
        assertEquals(1, table.connectionsTo(TARGET));
        assertEquals(1, table.connectionsTo(new Target("fd00::2", 3000)));
    }

    @Test
    void nothingIsReadAsNothing() {
        assertEquals(0, new SocketTable(List.of()).connectionsTo(TARGET));
        assertEquals(0, new SocketTable(List.of(HEADER, "")).connectionsTo(TARGET));
    }

    @Test
    void asksNoNameServer() {
        var table = new SocketTable(List.of());
        assertThrows(IllegalArgumentException.class, () -> table.connectionsTo(new Target("localhost", 80)));
    }
}

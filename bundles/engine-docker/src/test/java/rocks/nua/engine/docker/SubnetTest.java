package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubnetTest {
    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }

    @Test
    void choosesTheFirstThatOverlapsNothing() {
        Subnet pool = subnet("10.213.0.0/16");
        assertEquals("10.213.0.0/26", pool.free(26, List.of()).orElseThrow().toString());
        assertEquals(
                "10.213.1.64/26",
                pool.free(26, List.of(subnet("10.213.0.0/24"), subnet("10.213.1.7/32"), subnet("172.17.0.0/16")))
                        .orElseThrow()
                        .toString());
        assertTrue(pool.free(26, List.of(subnet("10.0.0.0/8"))).isEmpty());
        assertEquals(1024, pool.split(26).count());
    }

    @Test
    void hostsLeaveOutNetworkGatewayAndBroadcast() {
        List<String> hosts = subnet("10.213.0.64/26").hosts().toList();
        assertEquals(61, hosts.size());
        assertEquals("10.213.0.66", hosts.get(0));
        assertEquals("10.213.0.126", hosts.get(60));
    }

    @Test
    void overlapIsMutual() {
        assertTrue(subnet("0.0.0.0/0").overlaps(subnet("200.1.2.0/24")));
        assertTrue(subnet("200.1.2.0/24").overlaps(subnet("200.1.0.0/16")));
        assertFalse(subnet("200.1.2.0/25").overlaps(subnet("200.1.2.128/25")));
    }

    @Test
    void otherFamiliesAreNoneOfOurs() {
        assertTrue(Subnet.parse("fd00::/64").isEmpty());
        assertTrue(Subnet.parse("10.0.0.1").isEmpty());
    }

    @Test
    void routesOfTheMachineAreRead(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(
                folder.resolve("route"),
                """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
                """);
        assertEquals(List.of(subnet("172.17.0.0/16")), new Routes(table).list());
    }
}

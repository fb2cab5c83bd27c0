package rocks.nua.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Secret;

class TextTest {
    private static final Table<String> TABLE =
            Table.<String>empty().with("WORD", word -> word).with("LENGTH", String::length);

    @Test
    void columnsAreAligned() {
        assertEquals("WORD       LENGTH\na          1\nlengthily  9\n", TABLE.text(List.of("a", "lengthily")));
    }

    @Test
    void nothingIsTheHeaderAlone() {
        assertEquals("WORD  LENGTH\n", TABLE.text(List.of()));
    }

    @Test
    void aCellCannotBreakTheLineOrSpeakToTheTerminal() {
        assertEquals("WORD   LENGTH\na [2J  6\n", TABLE.text(List.of("a\n\u001b[2J")));
    }

    @Test
    void whatLooksSecretIsMasked() {
        var shown = Env.masked(Map.of(
                        "API_KEY", new Secret("1"),
                        "DATABASE_URL", new Secret("postgres://me:pw@db/x"),
                        "SITE_URL", new Secret("https://example.org/a")))
                .values();
        assertEquals(Map.of("API_KEY", "***", "DATABASE_URL", "***", "SITE_URL", "https://example.org/a"), shown);
    }

    @Test
    void sinceTakesAgesAndTimes() {
        Instant now = FakeCore.NOON;
        assertEquals(now.minus(Duration.ofMinutes(10)), Since.of("10m", now).from());
        assertEquals(now, Since.of("2026-01-31T13:00:00+01:00", now).from());
        assertEquals(Instant.EPOCH, Since.of("", now).from());
    }

    @Test
    void onlyEstablishedConnectionsAreOpen() {
        var open = Departures.open(Stream.of(
                "  sl  local_address rem_address   st tx_queue",
                "   0: 0100007F:1D38 0100007F:C001 01 00000000:00000000",
                "   1: 0100007F:1D38 0100007F:C002 08 00000000:00000000"));
        assertTrue(open.test(7480, 0xC001));
        assertFalse(open.test(7480, 0xC002));
        assertFalse(open.test(7480, 0xC003));
    }
}

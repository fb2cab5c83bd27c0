package rocks.nua.api.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Resources;

class BuildSettingsTest {
    @Test
    void defaultsAndValues() {
        BuildSettings none = BuildSettings.of(Map.of("NUA_BASE_SNAPSHOT", ""));
        assertEquals("", none.snapshot());
        assertEquals("http://snapshot.debian.org/archive", none.snapshotArchive());
        assertEquals(new Resources(2L << 30, Runtime.getRuntime().availableProcessors(), 4096), none.limits());
        assertEquals(Duration.ofMinutes(30), none.time());
        assertEquals(10L << 30, none.diskBytes());
        assertEquals(20L << 30, none.cacheBytes());
        assertEquals(Duration.ofDays(14), none.cacheAge());
        assertEquals(10, none.keptReleases());
        BuildSettings all = BuildSettings.of(Map.of(
                "NUA_BASE_SNAPSHOT", "20261101T120000Z",
                "NUA_SNAPSHOT_ARCHIVE", "https://snapshots.example.org/archive/",
                "NUA_BASE_REGISTRY", "registry.example.org:5000/nua/base",
                "NUA_BUILD_MEMORY", "512M",
                "NUA_BUILD_CPU", "0.5",
                "NUA_BUILD_MINUTES", "0.5",
                "NUA_BUILD_DISK", "1T"));
        assertEquals(new Resources(512L << 20, 0.5, 4096), all.limits());
        assertEquals(Duration.ofSeconds(30), all.time());
        assertEquals(1L << 40, all.diskBytes());
        assertEquals("20261101T120000Z", all.snapshot());
        assertEquals("https://snapshots.example.org/archive", all.snapshotArchive());
        assertEquals("registry.example.org:5000/nua/base", all.baseRegistry());
    }

    @ParameterizedTest
    @CsvSource({
        "NUA_BASE_SNAPSHOT, yesterday",
        "NUA_BASE_SNAPSHOT, 2026-13-01",
        "NUA_SNAPSHOT_ARCHIVE, ftp://x",
        "NUA_SNAPSHOT_ARCHIVE, http://a b",
        "NUA_BASE_REGISTRY, a b",
        "NUA_BASE_REGISTRY, -x",
        "NUA_BUILD_MEMORY, 0G",
        "NUA_BUILD_MEMORY, much",
        "NUA_BUILD_CPU, 0",
        "NUA_BUILD_CPU, -1",
        "NUA_BUILD_MINUTES, 0.0",
        "NUA_BUILD_DISK, 10"
    })
    void whatCannotBeMeantIsToldByName(String name, String value) {
        var error = assertThrows(NuaException.class, () -> BuildSettings.of(Map.of(name, value)));
        assertTrue(String.valueOf(error.getMessage()).startsWith(name + " is '" + value + "'"), error.getMessage());
    }
}

package rocks.nua.api.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;

class BuildSettingsTest {
    @Test
    void defaultsAndValues() {
        BuildSettings none = BuildSettings.of(Map.of("NUA_BASE_SNAPSHOT", ""));
        assertEquals("", none.snapshot());
        assertEquals("http://snapshot.debian.org/archive", none.snapshotArchive());
        BuildSettings all = BuildSettings.of(Map.of(
                "NUA_BASE_SNAPSHOT", "20261101T120000Z",
                "NUA_SNAPSHOT_ARCHIVE", "https://snapshots.example.org/archive/",
                "NUA_BASE_REGISTRY", "registry.example.org:5000/nua/base"));
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
        "NUA_BASE_REGISTRY, -x"
    })
    void whatCannotBeMeantIsToldByName(String name, String value) {
        var error = assertThrows(NuaException.class, () -> BuildSettings.of(Map.of(name, value)));
        assertTrue(String.valueOf(error.getMessage()).startsWith(name + " is '" + value + "'"), error.getMessage());
    }
}

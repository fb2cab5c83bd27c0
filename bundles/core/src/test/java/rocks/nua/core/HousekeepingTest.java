package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.platform.Housekeeping.BaseImage;

class HousekeepingTest {
    @TempDir
    Path home;

    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private BaseImage base() {
        return house.core.housekeeping().bases(House.CALLER).get(0);
    }

    @Test
    void tellsWhichAppsAreToBeRebuilt() {
        assertEquals("", base().digest());
        house.deploy("shop", "one");
        house.deploy("blog", "one");
        assertEquals(List.of("blog", "shop"), base().apps());

        house.core.housekeeping().refreshBases(House.CALLER);
        assertEquals(List.of(), base().outdated());

        house.engine.archive("two");
        BaseImage fresh = house.core.housekeeping().refreshBases(House.CALLER).get(0);
        assertEquals("two", fresh.digest());
        assertEquals(List.of(), fresh.apps());
        assertEquals(List.of("blog", "shop"), fresh.outdated());
        assertTrue(house.engine.calls().stream().noneMatch("refresh-base bookworm"::equals));

        house.deploy("shop", "one");
        assertEquals(List.of("shop"), base().apps());
        assertEquals(List.of("blog"), base().outdated());
        assertEquals(
                List.of("Base image nua/base:trixie is as it was.", "Base image nua/base:trixie was made anew."),
                house.core.platform().events(100, House.CALLER).stream()
                        .filter(event -> event.type().equals("base.refreshed"))
                        .map(event -> event.message())
                        .toList());
    }

    @Test
    void administratorsOnlyRefresh() {
        Caller viewer = new Caller("vera", Set.of(Permission.VIEW, Permission.OPERATE));
        var denied =
                assertThrows(NuaException.class, () -> house.core.housekeeping().refreshBases(viewer));
        assertEquals(Kind.DENIED, denied.kind());
    }
}

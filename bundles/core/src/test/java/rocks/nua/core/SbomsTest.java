package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

class SbomsTest {
    private static final AppName SHOP = new AppName("shop");

    @TempDir
    Path home;

    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
        house.engine.files(House.tar(Map.of("app/node_modules/x/package.json", "{\"name\":\"x\",\"version\":\"1.0\"}"))
                .readAllBytes());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<String> files() {
        return Arrays.asList(java.util.Objects.requireNonNullElse(
                home.resolve("apps/shop/sboms").toFile().list(), new String[0]));
    }

    private long readings() {
        return house.engine.calls().stream()
                .filter(call -> call.startsWith("files "))
                .count();
    }

    private String sbom(int release) {
        return house.core.apps().sbom(SHOP, release, House.CALLER);
    }

    @Test
    void isMadeOncePerImage() {
        house.deploy("shop", "one");
        assertEquals(0, readings());
        sbom(1);
        assertEquals(1, files().size());
        house.deploy("shop", "one");

        assertTrue(sbom(2).contains("pkg:npm/x@1.0"), sbom(2));
        assertEquals(sbom(1), sbom(0));
        assertEquals(1, readings());
    }

    @Test
    void isMadeWhenAskedWhereItIsMissing() {
        house.deploy("shop", "one");
        sbom(1);
        home.resolve("apps/shop/sboms").resolve(files().get(0)).toFile().delete();

        assertTrue(sbom(1).contains("pkg:npm/x@1.0"));
        assertEquals(1, files().size());
    }

    @Test
    void goesWithTheLastReleaseOfItsImage() {
        for (int i = 1; i <= 13; i++) {
            house.deploy("shop", "content " + i);
            sbom(i);
        }
        House.await(() -> files().size() == 10);
        assertEquals(
                Kind.NOT_FOUND, assertThrows(NuaException.class, () -> sbom(1)).kind());
    }

    @Test
    void destroyLeavesNone() {
        house.deploy("shop", "one");
        sbom(1);
        house.core.apps().destroy(SHOP, House.CALLER);

        assertFalse(home.resolve("apps/shop").toFile().exists());
        assertEquals(
                Kind.NOT_FOUND, assertThrows(NuaException.class, () -> sbom(0)).kind());
    }
}

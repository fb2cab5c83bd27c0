package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.RelativePath;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Source;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.platform.Housekeeping.BaseImage;
import rocks.nua.testkit.FakeProgram;

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
    void buildsGetTheirSecretsAndCachesOfTheirApp() {
        AppName shop = new AppName("shop");
        house.deploy("shop", "one");
        var apps = house.core.apps();
        apps.changeBuildSecrets(shop, Map.of("NPM_TOKEN", new Secret("sesame")), Set.of(), House.CALLER);
        Deployment deployed = house.deploy("shop", "two");
        List<BuildOrder> orders = house.engine.orders();
        assertEquals(Map.of(), orders.get(0).secrets());
        assertEquals(Map.of("NPM_TOKEN", new Secret("sesame")), orders.get(1).secrets());
        assertFalse(house.store.release(shop, deployed.release()).env().containsKey("NPM_TOKEN"));

        String scope = orders.get(1).cacheScope();
        assertEquals(orders.get(0).cacheScope(), scope);
        apps.destroy(shop, House.CALLER);
        house.deploy("shop", "one");
        assertNotEquals(scope, house.engine.orders().get(2).cacheScope());

        for (String bad : List.of("x", "y".repeat(20_000))) {
            var error = assertThrows(
                    NuaException.class,
                    () -> apps.changeBuildSecrets(shop, Map.of("A", new Secret(bad)), Set.of(), House.CALLER));
            assertEquals(Kind.BAD_REQUEST, error.kind());
        }
        assertEquals(Map.of(), apps.buildSecrets(shop, House.CALLER));
    }

    @Test
    void prunesWhatNoReleaseNeeds() {
        house.deploy("shop", "one");
        ImageRef needed = house.store.release(new AppName("shop"), 1).image();
        house.engine.build(
                new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 80, List.of()),
                SourceTree.of(home.resolve("apps")),
                new ImageRef("nua-x/gone:d7"),
                Map.of("nua.platform", house.store.platformId(), "nua.app", "gone"),
                line -> {});
        house.engine.addImage(new ImageRef("another:1"), 80, FakeProgram.deaf());
        assertEquals(1, house.core.housekeeping().prune(House.CALLER).images());
        assertTrue(house.engine.findImage(needed).isPresent());
        assertTrue(house.engine.findImage(new ImageRef("another:1")).isPresent());
        assertFalse(house.engine.findImage(new ImageRef("nua-x/gone:d7")).isPresent());
        assertTrue(
                house.engine.calls().contains("prune 14 days, 20 GiB, [nua.platform]"),
                house.engine.calls().toString());
    }

    @Test
    void imagesTellWhereTheyComeFrom() throws IOException {
        house.git = (source, into, limit, lines) -> {
            try {
                Files.writeString(into.resolve("app"), "one");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return "0123456789abcdef";
        };
        house.deploy("shop", new Source.Git("https://anna:secret@git.example.org/shop.git", "main"));
        Map<String, String> labels = house.engine.orders().get(0).labels();
        assertEquals("https://git.example.org/shop.git", labels.get("org.opencontainers.image.source"));
        assertEquals("0123456789abcdef", labels.get("org.opencontainers.image.revision"));
        assertTrue(String.valueOf(labels.get("nua.plan")).matches("sha256:[0-9a-f]{64}"), labels.toString());
        house.deploy("shop", "one");
        assertEquals(
                labels.get("nua.plan"), house.engine.orders().get(1).labels().get("nua.plan"));
    }

    @Test
    void theDoctorTellsTheDisk() {
        assertTrue(
                house.core.platform().doctor(House.CALLER).stream()
                        .anyMatch(check -> check.name().equals("disk use")
                                && check.finding()
                                        .equals("images 4.0 GiB, volumes 1.0 GiB, build caches 3.0 GiB;"
                                                + " nua prune would free 2.0 GiB")),
                house.core.platform().doctor(House.CALLER).toString());
    }

    @Test
    void administratorsOnlyRefresh() {
        Caller viewer = new Caller("vera", Set.of(Permission.VIEW, Permission.OPERATE));
        var denied =
                assertThrows(NuaException.class, () -> house.core.housekeeping().refreshBases(viewer));
        assertEquals(Kind.DENIED, denied.kind());
    }
}

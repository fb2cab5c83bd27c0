package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Release;
import rocks.nua.testkit.FakeProgram;
import rocks.nua.testkit.MemoryStore;

/** How reconcile, the list of apps and a route change grow with the number of apps. */
@Tag("bench")
class FiveHundredAppsTest {
    private record Figures(double reconcile, double list, double listWorst, double route) {}

    @Test
    void growsLinearly(@TempDir Path small, @TempDir Path large) {
        measure(small, 100);
        Figures few = measure(small, 100);
        Figures many = measure(large, 500);

        for (Map.Entry<Integer, Figures> row : List.of(Map.entry(100, few), Map.entry(500, many))) {
            Figures f = row.getValue();
            System.out.printf(
                    Locale.ROOT,
                    "%d apps: reconcile %.1f ms, list median %.2f ms, p99 %.2f ms, route change %.1f ms%n",
                    row.getKey(),
                    f.reconcile(),
                    f.list(),
                    f.listWorst(),
                    f.route());
        }
        assertTrue(many.listWorst() < 50, "p99 of the list is " + many.listWorst() + " ms");
        assertTrue(many.reconcile() < 10 * Math.max(few.reconcile(), 5), "reconcile grows faster than the apps");
        assertTrue(many.route() < 10 * Math.max(few.route(), 1), "a route change grows faster than the apps");
    }

    private static Figures measure(Path home, int apps) {
        MemoryStore store = new MemoryStore();
        House house = new House(home, store);
        try (house) {
            house.engine.addImage(new ImageRef("app:1"), 3000, FakeProgram.deaf());
            ImageRef image =
                    house.engine.findImage(new ImageRef("app:1")).orElseThrow().id();
            for (int i = 0; i < apps; i++) {
                AppName name = new AppName("app-" + i);
                Release release = store.add(new Release(
                        name, 0, image, "any", List.of(), 3000, Map.of(), AppSpec.EMPTY, "upload", Instant.now()));
                store.save(App.named(name, Instant.now()).withRelease(release.number()));
            }
            long start = System.nanoTime();
            house.restart();
            House.await(() -> house.core.platform().health().equals("ready"));
            double reconcile = millis(start);
            double[] lists = new double[300];
            for (int i = 0; i < lists.length; i++) {
                long one = System.nanoTime();
                house.core.apps().list(House.CALLER);
                lists[i] = millis(one);
            }
            Arrays.sort(lists);
            double[] routes = new double[20];
            for (int i = 0; i < routes.length; i++) {
                long one = System.nanoTime();
                house.core.apps().addDomain(new AppName("app-0"), new Domain("d" + i + ".example.org"), House.CALLER);
                routes[i] = millis(one);
            }
            Arrays.sort(routes);
            return new Figures(reconcile, lists[150], lists[297], routes[10]);
        }
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}

package rocks.nua.core.cron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.Cron;
import rocks.nua.api.app.Release;
import rocks.nua.api.engine.Image;
import rocks.nua.api.platform.Event;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.fleet.LogArchive;
import rocks.nua.core.fleet.Releases;
import rocks.nua.core.fleet.Wishes;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.source.Workspace;
import rocks.nua.testkit.FakeEngine;
import rocks.nua.testkit.FakeProgram;
import rocks.nua.testkit.FakeRouter;
import rocks.nua.testkit.MemoryStore;

class CrontabTest {
    private static final AppName SHOP = new AppName("shop");
    private static final Instant THREE = Instant.parse("2026-03-02T03:00:00Z");

    private final FakeEngine engine = new FakeEngine();
    private final MemoryStore store = new MemoryStore();
    private final List<String> ran = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final LogArchive logs;
    private final Crontab crontab;
    private final Image image = engine.addImage(new ImageRef("shop:1"), 3000, FakeProgram.deaf());

    CrontabTest(@TempDir Path home) {
        Labels labels = new Labels("p");
        logs = new LogArchive(engine, new Workspace(home), labels);
        Fleet fleet = new Fleet(engine, new FakeRouter(), labels, logs);
        crontab = new Crontab(
                store,
                new Releases(store),
                fleet,
                new Wishes(labels),
                logs,
                new EventLog(store, event -> {}),
                waiting::add);
    }

    @BeforeEach
    void open() {
        engine.commands((wish, command, in, out) -> {
            ran.add(wish.name().replaceFirst("-[^-]*$", "") + " " + command.get(2));
            out.write("tidied\n".getBytes(UTF_8));
            return 0;
        });
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void release(Cron... jobs) {
        AppSpec e = AppSpec.EMPTY;
        AppSpec spec = new AppSpec(
                e.metadata(),
                e.build(),
                e.run(),
                e.env(),
                e.ports(),
                e.processes(),
                e.volumes(),
                e.providers(),
                e.health(),
                List.of(jobs),
                e.resources());
        Release made =
                store.add(new Release(SHOP, 0, image.id(), "any", List.of(), 3000, Map.of(), spec, "upload", THREE));
        store.save(App.named(SHOP, THREE).withRelease(made.number()).withRunning(true));
    }

    private void minute(Instant at) {
        crontab.minute(at);
        finish();
    }

    private void finish() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private List<String> events() {
        return store.events(10).stream().map(Event::type).toList();
    }

    private String log() {
        List<String> lines = new ArrayList<>();
        logs.read(SHOP, Instant.EPOCH, false, lines::add);
        return String.join("\n", lines);
    }

    @Test
    void aJobRunsInItsMinuteInAContainerOfTheCurrentRelease() {
        release(new Cron("tidy", "0 3 * * mon-fri", "./tidy"), new Cron("other", "5 * * * *", "./other"));

        for (int minute = -2; minute < 4; minute++) {
            minute(THREE.plusSeconds(60L * minute));
        }

        assertEquals(List.of("nua-p-shop-cron-tidy ./tidy"), ran);
        assertTrue(log().endsWith(" cron-tidy tidied"), log());
        assertEquals(List.of(), events());
    }

    @Test
    void aRunThatIsNotDoneSkipsTheNextOne() {
        release(new Cron("tidy", "* * * * *", "./tidy"), new Cron("other", "* * * * *", "./other"));
        crontab.minute(THREE);
        crontab.minute(THREE.plusSeconds(60));
        assertEquals(List.of("cron.skipped", "cron.skipped"), events());
        finish();
        minute(THREE.plusSeconds(120));

        assertEquals(4, ran.size());
    }

    @Test
    void aFailureIsAnEventAndALineOfTheLog() {
        release(new Cron("tidy", "* * * * *", "./tidy"));
        engine.commands((wish, command, in, out) -> 2);
        minute(THREE);
        engine.gone(true);
        minute(THREE.plusSeconds(60));
        engine.gone(false);

        assertEquals(List.of("cron.failed", "cron.failed"), events());
        assertTrue(
                store.events(10).get(0).message().startsWith("The job 'tidy' of 'shop' ended with status 2."),
                store.events(10).toString());
        assertTrue(log().contains("cron-tidy ended with status 2."), log());
    }

    @Test
    void appsThatAreStoppedOrGoneRunNothing() {
        release(new Cron("tidy", "* * * * *", "./tidy"));
        store.save(store.app(SHOP).withRunning(false));
        minute(THREE);
        assertEquals(List.of(), ran);

        store.save(store.app(SHOP).withRunning(true));
        crontab.minute(THREE);
        store.removeApp(SHOP);
        finish();
        assertEquals("", log());
    }

    @Test
    void ofMuchOutputTheEndIsKept() {
        release(new Cron("tidy", "* * * * *", "./tidy"));
        engine.commands((wish, command, in, out) -> {
            for (int i = 0; i < 100_000; i++) {
                out.write(("line " + i + "\n").getBytes(UTF_8));
            }
            return 0;
        });
        for (int i = 0; i < 6; i++) {
            minute(THREE.plusSeconds(60L * i));
        }

        assertTrue(log().endsWith("line 99999"));
        assertTrue(log().length() < 6 << 20, "" + log().length());
    }
}

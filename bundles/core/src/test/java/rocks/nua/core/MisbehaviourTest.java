package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployment.State;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.platform.Event;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.testkit.MemoryStore;

/** Builders of which each is at fault in a way of its own, before one that is well. */
class MisbehaviourTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Plugins plugins = new Plugins(Duration.ofSeconds(2), List::of);
    private House house;

    @BeforeEach
    void open(@TempDir Path home) {
        house = new House(home, new MemoryStore(), plugins);
    }

    @AfterEach
    void close() {
        never.countDown();
        house.close();
    }

    private void add(Builder builder) {
        plugins.addBuilder(builder, Map.of("nua.plugin.name", "bad", "nua.plugin.order", 0));
    }

    private static Optional<BuildPlan> exhaust(SourceTree source, int depth) {
        return depth < 0 ? Optional.empty() : exhaust(source, depth + 1);
    }

    private void assertOthersGoOn(String finding) {
        Deployment row = house.deploy("shop", "1");
        assertEquals(State.SUCCEEDED, row.state(), row.message());
        assertTrue(
                house.log.stream().anyMatch(line -> line.contains("Builder 'bad' " + finding)), house.log.toString());
    }

    private List<String> quarantines() {
        return plugins.quarantines().stream().map(one -> one.reason()).toList();
    }

    @Test
    void oneThatThrowsIsLeftOutAndInTheEndNotAsked() {
        List<String> calls = new ArrayList<>();
        add(source -> {
            calls.add("");
            throw new IllegalStateException("boom");
        });
        assertOthersGoOn("failed by itself (java.lang.IllegalStateException)");
        assertEquals(List.of(), quarantines());
        house.deploy("shop", "2");
        house.deploy("shop", "3");
        assertEquals(
                List.of("It failed by itself (java.lang.IllegalStateException) (3 times in a row)."), quarantines());
        assertOthersGoOn("is in quarantine");
        assertEquals(3, calls.size());
        Event told = house.core.platform().events(100, House.CALLER).stream()
                .filter(event -> event.type().equals("plugin.quarantined"))
                .findFirst()
                .orElseThrow();
        assertTrue(told.message().contains("3 times in a row"), told.message());
        assertFalse(house.core.platform().doctor(House.CALLER).stream()
                .allMatch(check -> check.good() || !check.name().equals("plugins")));
    }

    @Test
    void errorsOfTheMachineAreContainedToo() {
        add(source -> exhaust(source, 0));
        assertOthersGoOn("failed by itself (java.lang.StackOverflowError)");
        plugins.addBuilder(
                source -> {
                    throw new NoClassDefFoundError("gone");
                },
                Map.of("nua.plugin.name", "bad", "nua.plugin.order", 0));
        assertOthersGoOn("failed by itself (java.lang.NoClassDefFoundError)");
    }

    @Test
    void whatItThrowsMayNotThrowAgain() {
        add(source -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("again");
                }
            };
        });
        assertOthersGoOn("failed by itself");
    }

    @Test
    void oneThatHangsIsAbandonedAtOnceAndForGood() {
        add(source -> {
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    assertEquals(1, never.getCount());
                }
            }
            return Optional.empty();
        });
        assertOthersGoOn("did not answer within 2 s");
        assertEquals(List.of("It did not answer within 2 s."), quarantines());
        assertOthersGoOn("is in quarantine");
    }

    @Test
    @SuppressWarnings({"NullAway", "OptionalOfNullableMisuse"})
    void nonsenseIsNoAnswer() {
        add(source -> null);
        assertOthersGoOn("answered nonsense (null)");
        assertEquals(List.of(), quarantines());
        Builder portless = source -> Optional.of(new BuildPlan.Prebuilt(null, 70_000, List.of()));
        plugins.addBuilder(portless, Map.of("nua.plugin.name", "bad", "nua.plugin.order", 0));
        assertOthersGoOn("answered nonsense (a Prebuilt without image)");
    }

    @Test
    void oneThatLeavesInTheMiddleIsNotWaitedFor() throws Exception {
        Builder leaving = source -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
        add(leaving);
        Thread leaves = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            plugins.removeBuilder(leaving);
        });
        leaves.start();
        assertOthersGoOn("left while it was asked");
        leaves.join();
        assertEquals(List.of(), quarantines());
    }

    /** Loads that class alone by itself, as the loader of a bundle does. */
    private static final class BundleLoader extends ClassLoader {
        BundleLoader() {
            super(MisbehaviourTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(ThreadStarter.class.getName()) || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream from = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = from.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void oneThatLeavesThreadsRunningIsCutOff() throws Exception {
        add((Builder) new BundleLoader()
                .loadClass(ThreadStarter.class.getName())
                .getConstructor()
                .newInstance());
        assertEquals(State.SUCCEEDED, house.deploy("shop", "1").state());
        assertEquals(List.of("It left 20 threads running."), quarantines());
    }

    @Test
    void theBuilderOfAnAppIsNotReplacedByAnotherUnasked() {
        Builder own = source -> Optional.of(
                new BuildPlan.Dockerfile(new rocks.nua.api.RelativePath("app"), 3000, List.of("it takes everything")));
        add(own);
        assertEquals(State.SUCCEEDED, house.deploy("shop", "1").state());
        plugins.removeBuilder(own);
        Deployment gone = house.deploy("shop", "2");
        assertEquals(State.FAILED, gone.state());
        assertTrue(gone.message().contains("install its plugin again (feature nua-builder-bad)"), gone.message());
        assertEquals(State.SUCCEEDED, house.deploy("other", "1").state());
        add(source -> {
            throw new IllegalStateException("boom");
        });
        Deployment broken = house.deploy("shop", "3");
        assertTrue(broken.message().contains("Builder 'bad' failed by itself"), broken.message());
    }

    @Test
    void anotherChanceIsGiven() {
        add(source -> null);
        for (int i = 0; i < 3; i++) {
            house.deploy("shop", "1");
        }
        String bundle = plugins.quarantines().get(0).bundle();
        assertFalse(plugins.lift("nobody"));
        assertTrue(plugins.lift(bundle));
        assertEquals(List.of(), quarantines());
        assertOthersGoOn("answered nonsense");
    }

    @Test
    void whatAPluginTellsIsToldOn() {
        plugins.addBuilder(
                source -> {
                    throw NuaException.rejected("Write a file app.");
                },
                Map.of("nua.plugin.name", "strict", "nua.plugin.order", 0));
        assertTrue(house.deploy("shop", "1").message().endsWith("Write a file app."));
        assertThrows(
                NuaException.class, () -> plugins.builders().get(0).service().plan(SourceTree.of(Path.of("."))));
        assertEquals(List.of(), quarantines());
    }
}

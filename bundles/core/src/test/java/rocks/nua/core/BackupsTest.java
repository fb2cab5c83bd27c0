package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.backup.BackupStore;
import rocks.nua.api.platform.Event;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services.Dump;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.testkit.MemoryStore;

/** What the core does with backup stores: those that are well, down, damaged, hanging and talking nonsense. */
class BackupsTest {
    private static final ServiceName DB = new ServiceName("db");
    private static final AppName SHOP = new AppName("shop");

    private final Notes notes = new Notes();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Plugins plugins = new Plugins(Duration.ofSeconds(2), List::of);
    private House house;

    /** Texts by name. */
    private static class Shelf implements BackupStore {
        final Map<String, String> texts = new ConcurrentHashMap<>();

        @Override
        public void save(String name, InputStream content) {
            try {
                texts.put(name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<Backup> list(String folder) {
            return texts.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(folder + "/"))
                    .map(entry -> new Backup(entry.getKey(), entry.getValue().length(), Instant.EPOCH))
                    .toList();
        }

        @Override
        public void load(String name, OutputStream to) {
            try {
                to.write(texts.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void open(@TempDir Path home) {
        house = new House(home, new MemoryStore(), plugins);
        plugins.addService(new NoteService(), Map.of("nua.plugin.name", "note"));
        house.engine.commands(notes);
        house.deploy("shop", "one");
        house.core.services().create(DB, "note", "", House.CALLER);
        house.ended(house.core.services().link(DB, SHOP, House.CALLER).get(0));
    }

    @AfterEach
    void close() {
        never.countDown();
        house.close();
    }

    private void add(String name, BackupStore store) {
        plugins.addBackupStore(store, Map.of("nua.plugin.name", name));
    }

    private Dump dump(String text) {
        notes.texts.put("nua-fake-service-db shop", text);
        return house.core.services().dump(DB, SHOP, House.CALLER);
    }

    private List<Dump> dumps() {
        return house.core.services().dumps(DB, note -> {}, House.CALLER);
    }

    private List<String> notesOfDumps() {
        List<String> all = new ArrayList<>();
        house.core.services().dumps(DB, all::add, House.CALLER);
        return all;
    }

    private List<String> told() {
        return house.store.events(100).stream()
                .filter(event -> event.type().equals("backup.failed"))
                .map(Event::message)
                .toList();
    }

    private List<String> quarantines() {
        return plugins.quarantines().stream().map(one -> one.reason()).toList();
    }

    private static String name(Dump dump) {
        return "services/db/" + dump.id() + ".dump";
    }

    private void loseTheDisk(Dump dump) throws IOException {
        Files.delete(house.home.resolve("services/db/dumps/" + dump.id() + ".dump"));
    }

    /** Without waiting for half a minute. */
    private void nextRound() {
        house.restart();
    }

    @Test
    void aStoreGetsEachDumpAndOneThatComesLaterCatchesUp() throws IOException {
        var nas = new Shelf();
        add("nas", nas);
        Dump dump = dump("all of it");
        assertEquals(List.of("disk"), dump.stores());
        House.await(() -> nas.texts.equals(Map.of(name(dump), "all of it")));
        var cloud = new Shelf();
        cloud.texts.put(name(dump), "all of");
        cloud.texts.put("services/db/strange.dump", "");
        add("cloud", cloud);
        nextRound();
        House.await(() -> "all of it".equals(cloud.texts.get(name(dump))));
        assertEquals(
                List.of(List.of("disk", "cloud", "nas")),
                dumps().stream().map(Dump::stores).toList());
        loseTheDisk(dump);
        assertEquals(List.of(new Dump(dump.id(), "shop", 9, dump.createdAt(), List.of("cloud", "nas"))), dumps());
        assertEquals(List.of(), told());
    }

    @Test
    void whatTheDiskHasLostComesBackFromTheFirstStoreThatHasItAsItWas() throws IOException {
        var nas = new Shelf();
        add("nas", nas);
        Dump dump = dump("all of it");
        House.await(() -> nas.texts.containsKey(name(dump)));
        loseTheDisk(dump);
        var damaged = new Shelf();
        damaged.texts.put(name(dump), "all of IT");
        add("a-damaged", damaged);
        add("b-empty", new Shelf());
        notes.texts.put("nua-fake-service-db shop", "something else");
        house.core.services().restore(DB, dump.id(), House.CALLER);
        assertEquals("all of it", notes.texts.get("nua-fake-service-db shop"));
        assertEquals(
                List.of("Dump '" + dump.id() + "' of service 'db' does not come back from backup store 'a-damaged': "
                        + "What backup store 'a-damaged' has as dump '" + dump.id()
                        + "' is damaged: its content is not what was dumped."),
                told());
        assertTrue(Files.exists(house.home.resolve("services/db/dumps/" + dump.id() + ".dump")));

        loseTheDisk(dump);
        nas.texts.clear();
        NuaException refused =
                assertThrows(NuaException.class, () -> house.core.services().restore(DB, dump.id(), House.CALLER));
        assertEquals(NuaException.Kind.UNAVAILABLE, refused.kind());
        assertTrue(refused.getMessage().contains("is damaged"), refused.getMessage());
        damaged.texts.clear();
        refused = assertThrows(NuaException.class, () -> house.core.services().restore(DB, dump.id(), House.CALLER));
        assertEquals(NuaException.Kind.NOT_FOUND, refused.kind());
        try (var left = Files.list(house.home.resolve("services/db/dumps"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whatFailsIsToldOnceAndTriedAgain() {
        var nas = new Shelf() {
            volatile boolean full = true;
            volatile int tries;

            @Override
            public synchronized void save(String name, InputStream content) {
                tries++;
                if (full) {
                    throw new NuaException(NuaException.Kind.UNAVAILABLE, "The NAS is full.");
                }
                super.save(name, content);
            }
        };
        add("nas", nas);
        Dump first = dump("one");
        House.await(() -> told().size() == 1);
        String sentence =
                "Dump '" + first.id() + "' of service 'db' is not in backup store 'nas' yet: The NAS is full.";
        assertEquals(List.of(sentence), told());
        House.await(() -> {
            house.core.services().dump(DB, SHOP, House.CALLER);
            return nas.tries > 5;
        });
        assertEquals(1, told().stream().filter(sentence::equals).count(), "told once");
        nas.full = false;
        nextRound();
        House.await(() -> nas.texts.size() == dumps().size());
        assertEquals("one", nas.texts.get(name(first)));
        assertEquals(List.of(), quarantines());
    }

    @Test
    void aStoreThatHangsHoldsUpNothingAndIsCutOff() {
        var good = new Shelf();
        add("bad", new Shelf() {
            @Override
            public void save(String name, InputStream content) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        add("good", good);
        Instant begun = Instant.now();
        Dump dump = dump("all of it");
        assertTrue(Duration.between(begun, Instant.now()).toMillis() < 1_500, "it was held up");
        House.await(() -> good.texts.containsKey(name(dump)));
        House.await(() -> quarantines().equals(List.of("It did not answer within 2 s.")));
        House.await(() -> told().size() == 1);
        assertTrue(told().get(0).contains("is not in backup store 'bad' yet: "), told().toString());
        assertEquals(List.of("disk", "good"), dumps().get(0).stores());
        assertTrue(notesOfDumps().get(0).startsWith("Backup store 'bad' does not tell what it has: "));
    }

    @Test
    void aStoreThatLeavesGetsNothingMore() {
        var saves = new AtomicInteger();
        dump("one");
        dump("two");
        add("nas", new Shelf() {
            @Override
            public void save(String name, InputStream content) {
                saves.incrementAndGet();
                plugins.removeBackupStore(this);
            }
        });
        nextRound();
        House.await(() -> saves.get() > 0);
        nextRound();
        assertEquals(1, saves.get());
        assertEquals(List.of(), told());
    }

    @Test
    void aStoreThatIsSlowButMovesIsNotCutOff() {
        var slow = new Shelf() {
            @Override
            public void save(String name, InputStream content) {
                try {
                    for (int i = 0; i < 9; i++) {
                        content.readNBytes(1);
                        Thread.sleep(400);
                    }
                    texts.put(name, "all of it");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        add("slow", slow);
        Dump dump = dump("all of it");
        House.await(() -> slow.texts.containsKey(name(dump)));
        assertEquals(List.of(), quarantines());
        assertEquals(List.of(), told());
    }

    @Test
    void aStoreThatTalksNonsenseIsCutOff() {
        add("bad", new Shelf() {
            @Override
            public List<Backup> list(String folder) {
                return List.of(new Backup("../../etc/passwd", 1, Instant.EPOCH));
            }
        });
        dump("all of it");
        House.await(() -> told().size() == 1);
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of("disk"), dumps().get(0).stores());
        }
        assertTrue(
                quarantines().get(0).contains("nonsense (name '../../etc/passwd')"),
                quarantines().toString());
    }

    @Test
    void whatThePlatformsOwnDiskDoesIsNotBlamedOnAStore() {
        add("nas", new Shelf());
        BackupStore contained = plugins.backupStores().get(0).service();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The disk is broken.");
            }
        };
        for (int i = 0; i < 3; i++) {
            NuaException told = assertThrows(NuaException.class, () -> contained.save("services/x", broken));
            assertEquals(
                    "Backup store 'nas' could not do its work since the platform's own disk failed: check it and its free space.",
                    told.getMessage());
        }
        assertEquals(List.of(), quarantines());
    }

    @Test
    void aDamagedDumpDoesNotReplaceTheGoodCopy() throws IOException {
        var nas = new Shelf();
        add("nas", nas);
        Dump dump = dump("all of it");
        House.await(() -> nas.texts.containsKey(name(dump)));
        Files.writeString(house.home.resolve("services/db/dumps/" + dump.id() + ".dump"), "all");
        nextRound();
        House.await(() -> told().size() == 1);
        assertTrue(told().get(0).contains("is damaged"), told().toString());
        assertEquals("all of it", nas.texts.get(name(dump)));
        assertEquals(List.of("disk"), dumps().get(0).stores());
    }
}

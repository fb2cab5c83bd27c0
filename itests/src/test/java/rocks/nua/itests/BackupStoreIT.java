package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of a PostgreSQL on the real engine that a third party's backup store keeps, gives back, and cannot hold up. */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BackupStoreIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    private static final String IMPORTS =
            """
            package nas;

            import java.io.*;
            import java.nio.file.*;
            import java.time.Instant;
            import java.util.*;
            import java.util.stream.Stream;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.*;
            import rocks.nua.api.backup.BackupStore;

            """;
    private static final String HANG = "while (true) { java.util.concurrent.locks.LockSupport.park(); }";

    @TempDir
    static Path folder;

    private static Path nas;
    private static String first = "";
    private static Duration usual = Duration.ZERO;

    /** The plugin of the documents, on a folder of this test. */
    private static String documented() throws IOException {
        String text = Files.readString(NuaPlatform.CHECKOUT.resolve("docs/contributions.md"));
        String code = text.substring(text.indexOf("@Component\n@Plugin(name = \"nas\")"));
        nas = Files.createDirectories(folder.resolve("nas"));
        return IMPORTS + code.substring(0, code.indexOf("```")).replace("/mnt/nas/nua", nas.toString());
    }

    private static void install(String name, String code) throws Exception {
        Path jar = PluginJar.make(folder, name, code, Map.of());
        String told = NUA.nua("plugins", "install", jar.toString(), "--unsigned")
                .expect(0)
                .out();
        assertTrue(told.contains("backup store " + name), told);
    }

    private static Path onDisk(String id) {
        return NUA.home().resolve("services/book-db/dumps/" + id + ".dump");
    }

    private static Path onNas(String id) {
        return nas.resolve("services/book-db/" + id + ".dump");
    }

    private static void assertKept(String id) {
        NuaPlatform.eventually("the store has " + id, () -> same(onDisk(id), onNas(id)));
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.exists(other) && Files.mismatch(one, other) == -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertListed(String id, String stores) {
        String all = NUA.nua("services", "dumps", "book-db").expect(0).out();
        assertTrue(
                all.lines().anyMatch(line -> line.startsWith(id + " ") && line.endsWith("Z  " + stores)),
                id + " in " + stores + ": " + all);
    }

    private static void assertReads(String entries) {
        assertEquals("Guestbook\n" + entries, NUA.visit("book", "/").expect(200).text());
    }

    @Test
    @Order(1)
    void aStoreThatComesLaterCatchesUpAndGetsWhatFollows() throws Exception {
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/guestbook-postgres"), "book")
                .expect(0);
        Guestbook.write(NUA, "book", "first");
        long begun = System.nanoTime();
        first = NUA.dump("book-db", "book");
        usual = Duration.ofNanos(System.nanoTime() - begun);
        assertListed(first, "disk");
        install("nas", documented());
        NuaPlatform.eventually("it catches up", Duration.ofSeconds(60), () -> same(onDisk(first), onNas(first)));
        assertListed(first, "disk, nas");
        assertKept(NUA.dump("book-db", "book"));
    }

    @Test
    @Order(2)
    void whatTheDiskHasLostComesBack() throws IOException {
        Guestbook.write(NUA, "book", "second");
        Files.delete(onDisk(first));
        assertListed(first, "nas");
        assertEquals(
                "nas",
                NUA.rest()
                        .get("/services/book-db/dumps")
                        .expect(200)
                        .json()
                        .path(1)
                        .path("stores")
                        .path(0)
                        .asText());
        NUA.nua("services", "restore", "book-db", first).expect(0);
        assertReads("first\n");
        assertTrue(same(onDisk(first), onNas(first)));
    }

    @Test
    @Order(3)
    void aServiceThatIsMadeAnewFindsTheDumpsOfTheFormer() throws Exception {
        Guestbook.write(NUA, "book", "third");
        NUA.nua("destroy", "book", "--yes").expect(0);
        NUA.nua("services", "destroy", "book-db", "--yes").expect(0);
        List<Path> dumps = NUA.list("services/book-db/dumps");
        assertEquals(3, dumps.size(), "the last one too");
        NuaPlatform.eventually("the store has the last one", () -> dumps.stream()
                .allMatch(file -> same(file, nas.resolve("services/book-db").resolve(file.getFileName()))));
        NuaPlatform.delete(NUA.home().resolve("services/book-db"));
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/guestbook-postgres"), "book")
                .expect(0);
        assertReads("");
        assertListed(first, "nas");
        NUA.nua("services", "restore", "book-db", first).expect(0);
        assertReads("first\n");
    }

    @Test
    @Order(4)
    void whatIsDamagedThereIsRefused() throws IOException {
        String damaged = NUA.dump("book-db", "book");
        assertKept(damaged);
        Files.delete(onDisk(damaged));
        byte[] content = Files.readAllBytes(onNas(damaged));
        content[content.length / 2] ^= 1;
        Files.write(onNas(damaged), content);
        Program refused = NUA.nua("services", "restore", "book-db", damaged).expect(1);
        Sentence.check(refused.err());
        assertTrue(refused.err().contains("is damaged"), refused.err());
        assertFalse(Files.exists(onDisk(damaged)));
        assertReads("first\n");
    }

    @Test
    @Order(5)
    void dumpsGoOnWithoutTheStore() {
        NUA.nua("plugins", "uninstall", "org.example.nas").expect(0);
        String dump = NUA.dump("book-db", "book");
        assertListed(dump, "disk");
        assertListed(first, "disk");
    }

    @Test
    @Order(6)
    void aStoreThatHangsHoldsUpNoDump() throws Exception {
        String hanging = IMPORTS
                + """
                @Component
                @Plugin(name = "hanging")
                public final class Hanging implements BackupStore {
                    public void save(String name, InputStream content) {}

                    public List<Backup> list(String folder) { HANG }

                    public void load(String name, OutputStream to) {}
                }
                """
                        .replace("HANG", HANG);
        install("hanging", hanging);
        long begun = System.nanoTime();
        String dump = NUA.dump("book-db", "book");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(usual.plusSeconds(3)) < 0, "it took " + took + ", and " + usual + " without");
        Program listed = NUA.nua("services", "dumps", "book-db").expect(0);
        assertTrue(listed.out().contains(dump), listed.out());
        assertTrue(listed.err().startsWith("Backup store 'hanging' does not tell what it has: "), listed.err());
        assertEquals(1, listed.err().lines().count(), listed.err());
        NuaPlatform.eventually(
                "it is in quarantine", () -> NUA.nua("plugins", "list").out().contains("quarantined"));
        NUA.nua("services", "restore", "book-db", dump).expect(0);
        assertReads("first\n");
        assertEquals(
                1,
                NUA.rest().get("/events").text().split("does not tell what it has", -1).length - 1,
                "it is told once");
    }
}

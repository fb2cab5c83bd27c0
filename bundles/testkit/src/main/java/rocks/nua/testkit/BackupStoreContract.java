package rocks.nua.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;
import rocks.nua.api.backup.BackupStore;
import rocks.nua.api.backup.BackupStore.Backup;

/** What every backup store must keep. What the tests save stays in it, below {@code contract}. */
public abstract class BackupStoreContract {
    private static final int BLOCK = 1 << 20;
    private static final long MUCH = 64L * BLOCK;

    private final String folder = "contract/" + UUID.randomUUID();
    private final String name = folder + "/shop.20260101-120000-000-1a2b3c4d.dump";

    /** The store under test: each time the same one, or another on the same folder. */
    protected abstract BackupStore store();

    private void save(String as, String text) {
        store().save(as, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private String load(String which) {
        var to = new ByteArrayOutputStream();
        store().load(which, to);
        return to.toString(UTF_8);
    }

    private Set<String> names(String below) {
        return store().list(below).stream().map(Backup::name).collect(Collectors.toSet());
    }

    @Test
    void givesBackWhatWasSaved() {
        save(name, "all of it");
        assertEquals("all of it", load(name));
        List<Backup> all = store().list(folder);
        assertEquals(List.of(name), all.stream().map(Backup::name).toList(), "what it has below " + folder);
        assertEquals(9, all.get(0).bytes());
        Duration age = Duration.between(all.get(0).createdAt(), Instant.now()).abs();
        assertFalse(
                age.toHours() > 24,
                "it was saved just now, not at " + all.get(0).createdAt());
    }

    @Test
    void keepsNothingAsWell() {
        save(name, "");
        assertEquals("", load(name));
        assertEquals(0, store().list(folder).get(0).bytes());
    }

    @Test
    void replacesWhatHadTheName() {
        save(name, "the first, which is longer");
        save(name, "the second");
        assertEquals("the second", load(name));
        assertEquals(1, store().list(folder).size());
        assertEquals(10, store().list(folder).get(0).bytes());
    }

    @Test
    void listsWhatIsBelowAFolderAtAnyDepth() {
        save(folder + "/services/db/one.dump", "1");
        save(folder + "/services/db-2/two.dump", "2");
        assertEquals(
                Set.of(folder + "/services/db/one.dump", folder + "/services/db-2/two.dump"),
                names(folder + "/services"));
        assertEquals(Set.of(folder + "/services/db/one.dump"), names(folder + "/services/db"));
        assertEquals(Set.of(), names(folder + "/nothing"));
    }

    @Test
    void saysNotFoundOfWhatItDoesNotHave() {
        save(folder + "/other.dump", "1");
        NuaException told = assertThrows(NuaException.class, () -> load(name));
        assertEquals(NuaException.Kind.NOT_FOUND, told.kind());
        assertFalse(told.getMessage().isBlank(), "it has nothing to say");
    }

    @Test
    void keepsNothingOfContentThatBreaksOff() {
        assertThrows(RuntimeException.class, () -> store().save(name, broken()));
        assertEquals(Set.of(), names(folder));
        assertThrows(NuaException.class, () -> load(name));
        save(name, "all of it");
        assertThrows(RuntimeException.class, () -> store().save(name, broken()));
        assertEquals("all of it", load(name), "what was there before");
    }

    private static InputStream broken() {
        InputStream end = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read() throws IOException {
                throw new IOException("The disk is broken.");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), end);
    }

    @Test
    void takesMuch() {
        var saved = new CRC32C();
        store().save(name, new CheckedInputStream(much(), saved));
        assertEquals(MUCH, store().list(folder).get(0).bytes());
        var loaded = new CRC32C();
        store().load(name, new CheckedOutputStream(OutputStream.nullOutputStream(), loaded));
        assertEquals(saved.getValue(), loaded.getValue());
    }

    /** Each block is another part of the same noise. */
    private static InputStream much() {
        byte[] noise = new byte[2 * BLOCK];
        new Random(7).nextBytes(noise);
        return new SequenceInputStream(Collections.enumeration(IntStream.range(0, (int) (MUCH / BLOCK))
                .mapToObj(i -> new ByteArrayInputStream(noise, i * 1_001, BLOCK))
                .toList()));
    }

    @Test
    void worksForSeveralAtOnce() {
        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int turn = 0; turn < 5; turn++) {
                        save(folder + "/" + i + ".dump", "of " + i);
                        assertEquals("of " + i, load(folder + "/" + i + ".dump"));
                        save(name, "the same");
                        assertEquals("the same", load(name));
                    }
                }))
                .toList();
        assertDoesNotThrow(() ->
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join());
        assertEquals(5, store().list(folder).size());
    }
}

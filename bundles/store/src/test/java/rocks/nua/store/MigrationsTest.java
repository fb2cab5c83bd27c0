package rocks.nua.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;

final class MigrationsTest {
    private static final String ONE = "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1)";
    private static final String TWO = "ALTER TABLE t ADD COLUMN y INTEGER DEFAULT 2; UPDATE t SET x = 10";

    private final Path folder;

    MigrationsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> rows(Path file, String... scripts) {
        try (Database database = new Database(file, new Migrations(List.of(scripts)))) {
            return database.read(on -> new Sql("SELECT * FROM t")
                    .list(on, row -> row.getMetaData().getColumnCount() + ":" + row.getInt(1)));
        }
    }

    @Test
    void aNewDatabaseTakesAllStepsWithoutACopy() {
        Path file = folder.resolve("t.db");
        assertEquals(List.of("2:10"), rows(file, ONE, TWO));
        assertFalse(Files.exists(folder.resolve("t.db.version-1")));
    }

    @Test
    void anExistingOneIsCopiedAsideAndTakesTheMissingSteps() {
        Path file = folder.resolve("t.db");
        rows(file, ONE);
        assertEquals(List.of("2:10"), rows(file, ONE, TWO));
        assertEquals(List.of("1:1"), rows(folder.resolve("t.db.version-1"), ONE));
        assertEquals(List.of("2:10"), rows(file, ONE, TWO));
    }

    @Test
    void aFailingStepChangesNothing() {
        Path file = folder.resolve("t.db");
        rows(file, ONE);
        assertThrows(NuaException.class, () -> rows(file, ONE, "UPDATE t SET x = 3; CREATE TABLE t (x)"));
        assertEquals(List.of("1:1"), rows(file, ONE));
        assertEquals(List.of("2:10"), rows(file, ONE, TWO));
    }

    @Test
    void aNewerOneIsRefusedUntouched() {
        Path file = folder.resolve("t.db");
        rows(file, ONE, TWO);
        NuaException newer = assertThrows(NuaException.class, () -> rows(file, ONE));
        assertTrue(
                String.valueOf(newer.getMessage()).contains("has version 2, this Nua knows only 1"),
                newer.getMessage());
        assertEquals(List.of("2:10"), rows(file, ONE, TWO));
    }
}

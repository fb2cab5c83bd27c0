package rocks.nua.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.NuaException;

final class DatabaseTest {
    private final Path file;
    private Database database;

    DatabaseTest(@TempDir Path folder) {
        file = folder.resolve("t.db");
        database = open();
    }

    private Database open() {
        return new Database(file, new Migrations(List.of("CREATE TABLE t (x BLOB)")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int insert(int bytes) {
        return database.write(on -> new Sql("INSERT INTO t VALUES (zeroblob(?))", bytes).update(on));
    }

    private int count() {
        return database.read(on -> new Sql("SELECT count(*) FROM t").list(on, row -> row.getInt(1)))
                .get(0);
    }

    private static String sentence(NuaException e) {
        return String.valueOf(e.getMessage());
    }

    @Test
    void aFullDiskIsToldAndNothingIsHalfWritten() {
        insert(10);
        database.write(on -> new Sql("PRAGMA max_page_count = 10").list(on, row -> row.getInt(1)));
        NuaException full = assertThrows(NuaException.class, () -> insert(1_000_000));
        assertEquals(NuaException.Kind.UNAVAILABLE, full.kind());
        assertTrue(sentence(full).contains("is full"), sentence(full));
        assertEquals(1, count());
        insert(10);
        assertEquals(2, count());
    }

    @Test
    void aLockHeldByAnotherProcessIsTold() throws Exception {
        database.close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");
            database = open();
            NuaException locked = assertThrows(NuaException.class, () -> insert(1));
            assertEquals(NuaException.Kind.UNAVAILABLE, locked.kind());
            assertTrue(sentence(locked).contains("locked by another process"), sentence(locked));
            statement.executeUpdate("ROLLBACK");
            assertEquals(1, insert(1));
        }
    }

    @Test
    void aReaderCannotWriteAndSeesOnlyWhatIsCommitted() {
        assertThrows(NuaException.class, () -> database.read(on -> new Sql("INSERT INTO t VALUES (1)").update(on)));
        int seen = database.write(on -> {
            new Sql("INSERT INTO t VALUES (1)").update(on);
            return count();
        });
        assertEquals(0, seen);
        assertEquals(1, count());
    }

    @Test
    void itIsDurableAndChecked() {
        List<String> settings = database.write(on -> List.of(
                new Sql("PRAGMA journal_mode").list(on, row -> row.getString(1)).get(0),
                new Sql("PRAGMA synchronous").list(on, row -> row.getString(1)).get(0),
                new Sql("PRAGMA foreign_keys").list(on, row -> row.getString(1)).get(0)));
        assertEquals(List.of("wal", "2", "1"), settings);
    }
}

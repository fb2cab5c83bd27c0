package rocks.nua.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The database file: one connection writes, any number of others read what was committed. */
final class Database implements AutoCloseable {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final int IDLE_READERS = 4;
    private static final int BUSY_MILLIS = 5000;

    private final Path file;
    private final Connection writer;
    private final ConcurrentLinkedQueue<Connection> readers = new ConcurrentLinkedQueue<>();

    /** Opens the file, makes it where it is missing, and brings its schema up to date. */
    Database(Path file, Migrations migrations) {
        this.file = file;
        this.writer = DatabaseFault.told(file, () -> {
            Connection opened = open(false);
            try {
                migrations.apply(opened, file);
                return opened;
            } catch (SQLException | RuntimeException e) {
                opened.close();
                throw e;
            }
        });
    }

    /** Reads one committed state. */
    <T> T read(Work<T> work) {
        return DatabaseFault.told(file, () -> {
            Connection idle = readers.poll();
            Connection reader = idle == null ? open(true) : idle;
            try {
                return work.on(reader);
            } finally {
                if (readers.size() < IDLE_READERS) {
                    readers.add(reader);
                } else {
                    reader.close();
                }
            }
        });
    }

    /** Does all of the work or nothing of it; on the disk when this returns. */
    synchronized <T> T write(Work<T> work) {
        return DatabaseFault.told(file, () -> {
            execute(writer, "BEGIN IMMEDIATE");
            try {
                T result = work.on(writer);
                execute(writer, "COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                undo(e);
                throw e;
            }
        });
    }

    private void undo(Throwable cause) {
        try {
            execute(writer, "ROLLBACK");
        } catch (SQLException e) {
            // a full disk rolls back by itself; then there is nothing left to undo
            cause.addSuppressed(e);
        }
    }

    private Connection open(boolean reader) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // not through DriverManager: it does not see the drivers of other bundles
        Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, config.toProperties());
        if (reader) {
            execute(connection, "PRAGMA query_only = ON");
        }
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public synchronized void close() {
        List<Connection> all = new ArrayList<>(readers);
        readers.clear();
        all.add(writer);
        DatabaseFault.told(file, () -> {
            for (Connection connection : all) {
                connection.close();
            }
            return all;
        });
    }
}

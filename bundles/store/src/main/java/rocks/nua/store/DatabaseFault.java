package rocks.nua.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import rocks.nua.api.NuaException;

/** Tells what the database reports in sentences. */
final class DatabaseFault {
    /** A call of the database. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws SQLException;
    }

    private DatabaseFault() {}

    /** Makes the call; throws UNAVAILABLE with a sentence where the database cannot do it. */
    static <T> T told(Path file, Call<T> call) {
        try {
            return call.make();
        } catch (SQLException e) {
            throw NuaException.unavailable(sentence(file, e), e);
        }
    }

    private static String sentence(Path file, SQLException e) {
        // the low byte is the primary code; the rest says where it happened
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff)) {
            case SQLITE_FULL -> "The disk that holds " + file + " is full. Free some space and try again.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The database " + file + " is damaged. Stop the platform and put a backup in its place.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The database " + file
                        + " is locked by another process. Check that no second platform or tool uses it and try again.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                "The database " + file
                        + " cannot be opened for writing. Check that its folder belongs to the platform's user.";
            case SQLITE_IOERR ->
                "The disk that holds " + file + " reports an error. Check the disk and its free space.";
            default ->
                "The database " + file + " refused a call: " + NuaException.excerpt(String.valueOf(e.getMessage()))
                        + ". Look at the platform's log.";
        };
    }
}

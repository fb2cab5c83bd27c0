package rocks.nua.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import rocks.nua.api.NuaException;

/**
 * Brings a database to the newest schema, one version after the other, each in its own transaction.
 *
 * @param scripts SQL that leads to version 1, 2, 3 …
 */
record Migrations(List<String> scripts) {
    private static final int NEWEST = 4;

    /** Those of this bundle. */
    static Migrations own() {
        return new Migrations(IntStream.rangeClosed(1, NEWEST)
                .mapToObj(version -> resource("schema-" + version + ".sql"))
                .toList());
    }

    /** Brings the database to the newest version; an existing one is copied aside before. */
    void apply(Connection connection, Path file) throws SQLException {
        int version = version(connection);
        if (version > scripts.size()) {
            throw new NuaException(
                    NuaException.Kind.UNAVAILABLE,
                    "The database " + file + " has version " + version + ", this Nua knows only " + scripts.size()
                            + ". Install the newer Nua that wrote it.");
        }
        if (version > 0 && version < scripts.size()) {
            copyAside(connection, file, version);
        }
        for (int next = version + 1; next <= scripts.size(); next++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "BEGIN IMMEDIATE;" + scripts.get(next - 1) + ";PRAGMA user_version = " + next + ";COMMIT");
            } catch (SQLException e) {
                rollBack(connection);
                throw e;
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static void copyAside(Connection connection, Path file, int version) throws SQLException {
        Path copy = file.resolveSibling(file.getFileName() + ".version-" + version);
        Path half = file.resolveSibling(copy.getFileName() + ".half");
        try {
            Files.deleteIfExists(half);
            PrivateFiles.create(half);
            try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, half.toString());
                statement.execute();
            }
            Files.move(half, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The database " + file + " cannot be copied aside before its update. Check the disk's free space.",
                    e);
        }
    }

    private static void rollBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        }
    }

    private static String resource(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package rocks.nua.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.platform.Event;
import rocks.nua.api.store.Store;

final class SqliteStoreTest extends StoreContract {
    private final Path home;
    private SqliteStore store;

    SqliteStoreTest(@TempDir Path home) {
        this.home = home;
        store = new SqliteStore(home, 3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    Store store() {
        return store;
    }

    private void reopen() {
        store.close();
        store = new SqliteStore(home, 3);
    }

    private Path file() {
        return home.resolve("data/nua.db");
    }

    private String refusal() {
        NuaException refused = assertThrows(NuaException.class, () -> new SqliteStore(home, 3));
        assertEquals(NuaException.Kind.UNAVAILABLE, refused.kind());
        return String.valueOf(refused.getMessage());
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    @Test
    void allIsThereAfterARestart() {
        String id = store.platformId();
        store.save(app(SHOP));
        var release = store.add(release(SHOP));
        var deployment = store.add(deployment(SHOP, Deployment.State.RUNNING));
        reopen();
        assertEquals(id, store.platformId());
        assertEquals(List.of(app(SHOP)), store.apps());
        assertEquals(List.of(release), store.releases(SHOP));
        assertEquals(List.of(deployment), store.unfinished());
    }

    @Test
    void twoPlatformsHaveTwoIds(@TempDir Path other) {
        SqliteStore second = new SqliteStore(other, 3);
        try {
            assertFalse(second.platformId().equals(store.platformId()));
        } finally {
            second.close();
        }
    }

    @Test
    void onlyTheNewestEventsAreKept() {
        for (int i = 1; i <= 5; i++) {
            store.add(event("e" + i));
        }
        assertEquals(
                List.of("e3", "e4", "e5"),
                store.events(100).stream().map(Event::message).toList());
    }

    @Test
    void noFileHoldsASecretInTheClear() throws IOException {
        Secret secret = new Secret("hunter2-hunter2-hunter2");
        store.save(app(SHOP).withEnv(Map.of("NAME_OF_SECRET", secret)));
        store.add(release(SHOP));
        assertClean(secret, "p\u00e4ss");
        reopen();
        assertEquals(secret, store.findApp(SHOP).orElseThrow().env().get("NAME_OF_SECRET"));
        assertClean(secret, "p\u00e4ss");
    }

    private void assertClean(Secret secret, String other) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("data"))) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(path), ISO_8859_1);
                assertFalse(bytes.contains(secret.reveal()), path.toString());
                assertFalse(bytes.contains(new String(other.getBytes(UTF_8), ISO_8859_1)), path.toString());
            }
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        store.save(app(SHOP));
        try (Stream<Path> files = Files.list(home.resolve("data"))) {
            for (Path path : Stream.concat(files.filter(Files::isRegularFile), Stream.of(home.resolve("secret.key")))
                    .toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                        path.toString());
            }
        }
    }

    @Test
    void aSecretCannotBeMovedToAnotherApp() throws SQLException {
        store.save(app(SHOP));
        store.save(app(BLOG));
        sql("UPDATE app SET env = (SELECT env FROM app WHERE name = 'shop') WHERE name = 'blog'");
        NuaException moved = assertThrows(NuaException.class, () -> store.findApp(BLOG));
        assertEquals(NuaException.Kind.UNAVAILABLE, moved.kind());
        assertTrue(
                String.valueOf(moved.getMessage()).startsWith("The secret of app/blog/env is damaged"),
                moved.getMessage());
        assertEquals(app(SHOP), store.findApp(SHOP).orElseThrow());
    }

    @Test
    void aMissingKeyIsNotReplaced() throws IOException {
        store.close();
        Files.delete(home.resolve("secret.key"));
        assertTrue(refusal().contains("secret.key is missing, but there is a database that needs it"), refusal());
        assertFalse(Files.exists(home.resolve("secret.key")));
    }

    @Test
    void anotherKeyIsRefusedAtStart(@TempDir Path other) throws IOException {
        store.close();
        Files.write(home.resolve("secret.key"), Files.readAllBytes(keyOf(other)));
        assertTrue(refusal().contains("another key"), refusal());
        Files.writeString(home.resolve("secret.key"), "no key!");
        assertTrue(refusal().contains("is not Base64 text"), refusal());
        Files.writeString(home.resolve("secret.key"), "AAAA");
        assertTrue(refusal().contains("does not hold a key of 32 bytes"), refusal());
    }

    private static Path keyOf(Path other) {
        new SqliteStore(other, 3).close();
        return other.resolve("secret.key");
    }

    @Test
    void aNewerDatabaseIsRefused() throws SQLException {
        store.close();
        sql("PRAGMA user_version = 1000");
        assertTrue(refusal().contains("has version 1000, this Nua knows only"), refusal());
    }

    @Test
    void aDamagedDatabaseIsTold() throws IOException {
        store.close();
        Files.write(file(), new byte[8192], StandardOpenOption.TRUNCATE_EXISTING);
        assertTrue(refusal().contains("is damaged"), refusal());
    }

    @Test
    void aFailedWriteLeavesNothingAndTheNextOneWorks() throws SQLException {
        store.save(app(SHOP));
        sql("CREATE TRIGGER t BEFORE INSERT ON app_release BEGIN SELECT RAISE(ABORT, 'no'); END");
        assertThrows(NuaException.class, () -> store.add(release(SHOP)));
        sql("DROP TRIGGER t");
        assertEquals(1, store.add(release(SHOP)).number());
    }

    @Test
    void theLibraryOfAKilledProcessIsSwept() throws IOException {
        store.close();
        Path left = Files.createFile(home.resolve("data/native/sqlite-1-libsqlitejdbc.so"));
        store = new SqliteStore(home, 3);
        assertFalse(Files.exists(left));
    }

    @Tag("bench")
    @Test
    void fiveHundredAppsAreReadQuickly() {
        Map<String, Secret> env = new java.util.HashMap<>();
        for (int i = 0; i < 20; i++) {
            env.put("VARIABLE_" + i, new Secret("value of the variable " + i));
        }
        for (int i = 0; i < 500; i++) {
            store.save(app(new AppName("app-" + i)).withEnv(env));
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long start = System.nanoTime();
            assertEquals(500, store.apps().size());
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < 50_000_000, best + " ns");
    }
}

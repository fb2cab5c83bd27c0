package rocks.nua.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Release;

/**
 * Rows of {@code app_release}.
 *
 * @param vault for the environments
 */
record ReleaseTable(Vault vault) {

    List<Release> of(Connection connection, AppName app) throws SQLException {
        return new Sql("SELECT * FROM app_release WHERE app = ? ORDER BY number DESC", app.value())
                .list(connection, this::release);
    }

    Optional<Release> find(Connection connection, AppName app, int number) throws SQLException {
        return new Sql("SELECT * FROM app_release WHERE app = ? AND number = ?", app.value(), number)
                .find(connection, this::release);
    }

    Release add(Connection connection, Release asked) throws SQLException {
        int number = new Sql(
                        "UPDATE app SET last_release = last_release + 1 WHERE name = ? RETURNING last_release",
                        asked.app().value())
                .find(connection, row -> row.getInt(1))
                .orElseThrow(() -> NuaException.notFound(
                        "App '" + asked.app() + "' does not exist, so it can have no release. Create it first."));
        Release release = new Release(
                asked.app(),
                number,
                asked.image(),
                asked.builder(),
                asked.start(),
                asked.port(),
                asked.env(),
                asked.spec(),
                asked.source(),
                asked.createdAt());
        insert(connection, release);
        return release;
    }

    int remove(Connection connection, AppName app, int number) throws SQLException {
        return new Sql("DELETE FROM app_release WHERE app = ? AND number = ?", app.value(), number).update(connection);
    }

    private void insert(Connection connection, Release release) throws SQLException {
        new Sql(
                        "INSERT INTO app_release (app, number, image, builder, start, port, env, spec, source, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        release.app().value(),
                        release.number(),
                        release.image().value(),
                        release.builder(),
                        Documents.write(release.start()),
                        release.port(),
                        vault.seal(place(release.app().value(), release.number()), Documents.reveal(release.env())),
                        Documents.write(release.spec()),
                        release.source(),
                        release.createdAt().toString())
                .update(connection);
    }

    private Release release(ResultSet row) throws SQLException {
        String app = row.getString("app");
        int number = row.getInt("number");
        return new Release(
                new AppName(app),
                number,
                new ImageRef(row.getString("image")),
                row.getString("builder"),
                Documents.texts(row.getString("start")),
                row.getInt("port"),
                Documents.hide(vault.open(place(app, number), row.getBytes("env"))),
                Documents.readSpec(row.getString("spec")),
                row.getString("source"),
                Instant.parse(row.getString("created_at")));
    }

    private static String place(String app, int number) {
        return "app_release/" + app + "/" + number + "/env";
    }
}

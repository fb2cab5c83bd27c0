package rocks.nua.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.Secret;
import rocks.nua.api.app.App;

/**
 * Rows of {@code app}.
 *
 * @param vault for the environments
 */
record AppTable(Vault vault) {

    List<App> all(Connection connection) throws SQLException {
        return new Sql("SELECT * FROM app ORDER BY name").list(connection, this::app);
    }

    Optional<App> find(Connection connection, AppName name) throws SQLException {
        return new Sql("SELECT * FROM app WHERE name = ?", name.value()).find(connection, this::app);
    }

    int save(Connection connection, App app) throws SQLException {
        return new Sql(
                        "INSERT INTO app (name, running, current_release, scale, env, build_secrets, domains, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET running = excluded.running,"
                                + " current_release = excluded.current_release, scale = excluded.scale, env = excluded.env, build_secrets = excluded.build_secrets,"
                                + " domains = excluded.domains, created_at = excluded.created_at",
                        app.name().value(),
                        app.running(),
                        app.release(),
                        Documents.write(app.scale()),
                        vault.seal(place(app.name().value()), Documents.reveal(app.env())),
                        vault.seal(buildPlace(app.name().value()), Documents.reveal(app.buildSecrets())),
                        Documents.write(
                                app.domains().stream().map(Domain::value).toList()),
                        app.createdAt().toString())
                .update(connection);
    }

    int remove(Connection connection, AppName name) throws SQLException {
        return new Sql("DELETE FROM app WHERE name = ?", name.value()).update(connection);
    }

    private App app(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new App(
                new AppName(name),
                row.getBoolean("running"),
                row.getInt("current_release"),
                Documents.read(row.getString("scale"), new TypeReference<Map<String, Integer>>() {}),
                Documents.hide(vault.open(place(name), row.getBytes("env"))),
                buildSecrets(name, Optional.ofNullable(row.getBytes("build_secrets"))),
                Documents.texts(row.getString("domains")).stream()
                        .map(Domain::new)
                        .toList(),
                Instant.parse(row.getString("created_at")));
    }

    private Map<String, Secret> buildSecrets(String name, Optional<byte[]> sealed) {
        return sealed.map(bytes -> Documents.hide(vault.open(buildPlace(name), bytes)))
                .orElse(Map.of());
    }

    private static String buildPlace(String name) {
        return "app/" + name + "/build-secrets";
    }

    private static String place(String name) {
        return "app/" + name + "/env";
    }
}

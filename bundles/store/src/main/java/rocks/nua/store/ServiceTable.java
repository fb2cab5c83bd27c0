package rocks.nua.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rocks.nua.api.AppName;
import rocks.nua.api.Secret;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Link.Login;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;

/**
 * Rows of {@code service} and {@code link}.
 *
 * @param vault for the passwords
 */
record ServiceTable(Vault vault) {

    List<Service> all(Connection connection) throws SQLException {
        return new Sql("SELECT * FROM service ORDER BY name").list(connection, ServiceTable::service);
    }

    Optional<Service> find(Connection connection, ServiceName name) throws SQLException {
        return new Sql("SELECT * FROM service WHERE name = ?", name.value()).find(connection, ServiceTable::service);
    }

    int add(Connection connection, Service service) throws SQLException {
        return new Sql(
                        "INSERT INTO service (name, type, version, instance, port, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                        service.name().value(),
                        service.type(),
                        service.version(),
                        service.instance(),
                        service.port(),
                        service.createdAt().toString())
                .update(connection);
    }

    int update(Connection connection, Service service) throws SQLException {
        return new Sql(
                        "UPDATE service SET version = ?, instance = ?, port = ? WHERE name = ?",
                        service.version(),
                        service.instance(),
                        service.port(),
                        service.name().value())
                .update(connection);
    }

    int remove(Connection connection, ServiceName name) throws SQLException {
        return new Sql("DELETE FROM service WHERE name = ?", name.value()).update(connection);
    }

    List<Link> links(Connection connection, ServiceName service) throws SQLException {
        return new Sql("SELECT * FROM link WHERE service = ? ORDER BY app", service.value())
                .list(connection, this::link);
    }

    List<Link> links(Connection connection, AppName app) throws SQLException {
        return new Sql("SELECT * FROM link WHERE app = ? AND is_open ORDER BY service", app.value())
                .list(connection, this::link);
    }

    int save(Connection connection, Link link) throws SQLException {
        String service = link.service().value();
        String app = link.app().value();
        return new Sql(
                        "INSERT INTO link (service, app, part, login, password, former_login, former_password, is_open)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (service, app) DO UPDATE SET part = excluded.part,"
                                + " login = excluded.login, password = excluded.password, former_login = excluded.former_login,"
                                + " former_password = excluded.former_password, is_open = excluded.is_open",
                        service,
                        app,
                        link.database(),
                        link.login().user(),
                        vault.seal(
                                place(service, app, "password"),
                                link.login().password().reveal()),
                        link.former().user(),
                        vault.seal(
                                place(service, app, "former-password"),
                                link.former().password().reveal()),
                        link.open())
                .update(connection);
    }

    private static Service service(ResultSet row) throws SQLException {
        return new Service(
                new ServiceName(row.getString("name")),
                row.getString("type"),
                row.getString("version"),
                row.getInt("instance"),
                row.getInt("port"),
                Instant.parse(row.getString("created_at")));
    }

    private Link link(ResultSet row) throws SQLException {
        String service = row.getString("service");
        String app = row.getString("app");
        return new Link(
                new ServiceName(service),
                new AppName(app),
                row.getString("part"),
                new Login(
                        row.getString("login"),
                        new Secret(vault.open(place(service, app, "password"), row.getBytes("password")))),
                former(service, app, row),
                row.getBoolean("is_open"));
    }

    private Login former(String service, String app, ResultSet row) throws SQLException {
        String user = row.getString("former_login");
        return user.isEmpty()
                ? Login.NONE
                : new Login(
                        user,
                        new Secret(
                                vault.open(place(service, app, "former-password"), row.getBytes("former_password"))));
    }

    private static String place(String service, String app, String what) {
        return "link/" + service + "/" + app + "/" + what;
    }
}

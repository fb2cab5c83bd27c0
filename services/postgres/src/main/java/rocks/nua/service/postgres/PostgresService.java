package rocks.nua.service.postgres;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService;

/** PostgreSQL as Debian packages it. Inside its container the administrator needs no password; over the network everybody does. */
@Plugin(name = "postgres")
@Component
public final class PostgresService implements BackingService {
    private static final int PORT = 5432;
    private static final String DATA = "/data";
    private static final String SERVER = "/usr/local/bin/nua-postgres";

    /** Makes the data folder once, whole or not at all; ends with SIGINT, since on SIGTERM PostgreSQL waits for its clients. */
    private static final String START =
            """
            #!/bin/sh
            set -eu
            bin=/usr/lib/postgresql/VERSION/bin
            if [ ! -e /data/db ]; then
                rm -rf /data/new
                "$bin/initdb" -D /data/new -U postgres --auth-local=trust --auth-host=scram-sha-256 \\
                    --encoding=UTF8 --locale=C.UTF-8 --data-checksums
                echo 'host all all all scram-sha-256' >>/data/new/pg_hba.conf
                mv /data/new /data/db
            fi
            "$bin/postgres" -D /data/db -c listen_addresses='*' -c unix_socket_directories=/tmp &
            server=$!
            trap 'kill -INT "$server"' TERM INT
            wait "$server" || true
            wait "$server"
            """;

    /** What it prints of trouble must not become part of the dump. */
    private static final String DUMP =
            "exec pg_dump -h /tmp -U postgres --format=custom --no-owner --no-privileges --dbname=\"$1\" 2>/dev/null";

    /** Made by the service registry. */
    public PostgresService() {}

    @Override
    public List<Version> versions() {
        return List.of(version("17", Base.DEBIAN_13), version("15", Base.DEBIAN_12));
    }

    private static Version version(String number, Base base) {
        return new Version(
                number,
                new Recipe(
                        base,
                        List.of(),
                        List.of(new Step.Write(SERVER, START.replace("VERSION", number))),
                        List.of(),
                        List.of("postgresql-" + number),
                        List.of(),
                        List.of("/bin/sh", SERVER),
                        PORT,
                        Map.of(),
                        List.of("PostgreSQL " + number + " comes from " + base.suite())),
                DATA);
    }

    @Override
    public Command ready() {
        return new Command(List.of("pg_isready", "-q", "-h", "127.0.0.1"), "");
    }

    /** The names are letters, digits and underscores, the password letters and digits: nothing has to be escaped. */
    @Override
    public Command bind(Credentials app) {
        return sql(
                """
                SELECT 'CREATE ROLE "{user}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{user}') \\gexec
                ALTER ROLE "{user}" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD '{password}';
                SELECT 'CREATE DATABASE "{database}" OWNER "{user}"'
                    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
                REVOKE ALL ON DATABASE "{database}" FROM PUBLIC;
                REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
                """,
                app);
    }

    @Override
    public Command unbind(Credentials app) {
        return sql(
                """
                ALTER ROLE "{user}" NOLOGIN;
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}';
                """,
                app);
    }

    private static Command sql(String text, Credentials app) {
        return new Command(
                List.of("psql", "-h", "/tmp", "-U", "postgres", "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1"),
                text.replace("{user}", app.user())
                        .replace("{database}", app.database())
                        .replace("{password}", app.password().reveal()));
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("/bin/sh", "-c", DUMP, "dump", app.database()), "");
    }

    @Override
    public Command restore(Credentials app) {
        return new Command(
                List.of(
                        "pg_restore",
                        "--host=/tmp",
                        "--username=postgres",
                        "--role=" + app.user(),
                        "--clean",
                        "--if-exists",
                        "--no-owner",
                        "--no-privileges",
                        "--single-transaction",
                        "--exit-on-error",
                        "--dbname=" + app.database()),
                "");
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String password = app.password().reveal();
        String url =
                "postgresql://" + app.user() + ":" + password + "@" + app.host() + ":" + PORT + "/" + app.database();
        return Map.of(
                "DATABASE_URL", new Secret(url),
                "PGHOST", new Secret(app.host()),
                "PGPORT", new Secret(String.valueOf(PORT)),
                "PGDATABASE", new Secret(app.database()),
                "PGUSER", new Secret(app.user()),
                "PGPASSWORD", app.password());
    }
}

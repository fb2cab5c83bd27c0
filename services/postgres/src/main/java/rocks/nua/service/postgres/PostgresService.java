package rocks.nua.service.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "$bin/postgres" -D /data/db -c listen_addresses='*' -c unix_socket_directories=/tmp \\
                -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.track_utility=off &
            server=$!
            trap 'kill -INT "$server"' TERM INT
            wait "$server" || true
            wait "$server"
            """;

    /** What it prints of trouble must not become part of the dump. */
    private static final String DUMP =
            "exec pg_dump -h /tmp -U postgres --format=custom --no-owner --no-privileges --dbname=\"$1\" 2>/dev/null";

    /** Nothing of the app's own is called meanwhile, since this runs with the rights of the administrator. */
    private static final String FINGERPRINT =
            """
            SET search_path = '';
            SELECT 'relations ' || c.relkind::text, count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') GROUP BY 1 ORDER BY 1;
            SELECT 'constraints', count(*) FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace
                WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema';
            SELECT 'functions', count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e');
            SELECT 'triggers', count(*) FROM pg_trigger WHERE NOT tgisinternal;
            SELECT 'sequence ' || schemaname || '.' || sequencename, last_value FROM pg_sequences ORDER BY 1;
            SELECT 'large objects', count(*), coalesce(sum(('x' || left(md5(data), 15))::bit(60)::bigint), 0) FROM pg_largeobject;
            SELECT format('SELECT %L, count(*), coalesce(sum((''x'' || left(md5(textin(record_out(nua_row))), 15))::bit(60)::bigint), 0)'
                    || ' FROM ONLY %I.%I AS nua_row', 'rows of ' || nspname || '.' || relname, nspname, relname)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                ORDER BY nspname, relname \\gexec
            """;

    private static final String FACTS =
            """
            SELECT 'version', current_setting('server_version');
            SELECT 'connections', count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid();
            SELECT 'size', pg_size_pretty(sum(pg_database_size(oid))) FROM pg_database;
            SELECT 'size of ' || datname, pg_size_pretty(pg_database_size(oid)) FROM pg_database
                WHERE datname <> 'postgres' AND NOT datistemplate ORDER BY datname;
            SET client_min_messages = error;
            CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
            SELECT 'slowest', format('%s ms on average of %s: %s', round(mean_exec_time::numeric, 1), calls,
                    regexp_replace(left(query, 160), '\\s+', ' ', 'g'))
                FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE datname <> 'postgres'
                ORDER BY mean_exec_time DESC LIMIT 5;
            """;

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
    public boolean rotates() {
        return true;
    }

    @Override
    public Command ready() {
        return new Command(List.of("pg_isready", "-q", "-h", "127.0.0.1"), "");
    }

    /**
     * What the app makes belongs to the role that is called like its database, whichever user made it. The names are letters, digits
     * and underscores, the password letters and digits: nothing has to be escaped.
     */
    @Override
    public Command bind(Credentials app) {
        return sql(
                """
                SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['{database}', '{user}']) AS name
                    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) GROUP BY name \\gexec
                ALTER ROLE "{user}" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD '{password}';
                SELECT 'GRANT "{database}" TO "{user}"' WHERE '{user}' <> '{database}' \\gexec
                SELECT 'ALTER ROLE "{user}" SET role = "{database}"' WHERE '{user}' <> '{database}' \\gexec
                SELECT 'CREATE DATABASE "{database}" OWNER "{database}"'
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
        return psql(
                "postgres",
                text.replace("{user}", app.user())
                        .replace("{database}", app.database())
                        .replace("{password}", app.password().reveal()));
    }

    private static Command psql(String database, String text) {
        return new Command(
                List.of(
                        "psql",
                        "-h",
                        "/tmp",
                        "-U",
                        "postgres",
                        "-d",
                        database,
                        "-XqAt",
                        "-F",
                        "\t",
                        "-v",
                        "ON_ERROR_STOP=1"),
                text);
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("/bin/sh", "-c", DUMP, "dump", app.database()), "");
    }

    /** With the app's own rights: functions in its dump must not run with more. */
    @Override
    public Command restore(Credentials app) {
        return new Command(
                List.of(
                        "pg_restore",
                        "--host=/tmp",
                        "--username=" + app.user(),
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
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(psql(app.database(), FINGERPRINT));
    }

    @Override
    public Optional<Command> console(Credentials app) {
        return Optional.of(new Command(
                List.of("psql", "-h", "/tmp", "-U", app.user(), "-d", app.database(), "-X", "-P", "pager=off"), ""));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(psql("postgres", FACTS));
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

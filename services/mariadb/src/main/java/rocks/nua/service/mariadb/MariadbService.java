package rocks.nua.service.mariadb;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService;

/** MariaDB as Debian packages it. Its administrator is known inside the container only. */
@Plugin(name = "mariadb")
@Component
public final class MariadbService implements BackingService {
    private static final int PORT = 3306;
    private static final String DATA = "/data";
    private static final String SERVER = "/usr/local/bin/nua-mariadb";
    private static final String RESTORE = "/usr/local/bin/nua-mariadb-restore";
    private static final String SOCKET = "--socket=/tmp/mariadb.sock";

    /** Makes the data folder once, whole or not at all. */
    private static final String START =
            """
            #!/bin/sh
            set -eu
            if [ ! -e /data/db ]; then
                rm -rf /data/new
                mariadb-install-db --no-defaults --datadir=/data/new --auth-root-authentication-method=normal \\
                    --skip-test-db --skip-name-resolve
                mv /data/new /data/db
            fi
            exec mariadbd --no-defaults --datadir=/data/db --socket=/tmp/mariadb.sock --pid-file=/tmp/mariadb.pid \\
                --bind-address=0.0.0.0 --skip-name-resolve --character-set-server=utf8mb4
            """;

    /** MariaDB cannot take back changes of tables, so the dump is first put into a database of its own, then into the app's. */
    private static final String RESTORING =
            """
            #!/bin/sh
            set -eu
            client() { mariadb --no-defaults --socket=/tmp/mariadb.sock -u root "$@"; }
            dump=/data/restore.$$
            trap 'rm -f "$dump"; client -e "DROP DATABASE IF EXISTS \\`$1-check\\`"' EXIT
            cat >"$dump"
            tail -n 1 "$dump" | grep -q '^-- Dump completed' || { echo "the dump is not complete" >&2; exit 1; }
            client -e "CREATE OR REPLACE DATABASE \\`$1-check\\` CHARACTER SET utf8mb4"
            client "$1-check" <"$dump"
            client -e "CREATE OR REPLACE DATABASE \\`$1\\` CHARACTER SET utf8mb4"
            client "$1" <"$dump"
            """;

    /** What it prints of trouble must not become part of the dump. */
    private static final String DUMP = "exec mariadb-dump --no-defaults " + SOCKET
            + " -u root --single-transaction --routines --events --triggers \"$1\" 2>/dev/null";

    /** Made by the service registry. */
    public MariadbService() {}

    @Override
    public List<Version> versions() {
        return List.of(version("11.8", Base.DEBIAN_13), version("10.11", Base.DEBIAN_12));
    }

    private static Version version(String number, Base base) {
        return new Version(
                number,
                new Recipe(
                        base,
                        List.of(),
                        List.of(new Step.Write(SERVER, START), new Step.Write(RESTORE, RESTORING)),
                        List.of(),
                        List.of("mariadb-server"),
                        List.of(),
                        List.of("/bin/sh", SERVER),
                        PORT,
                        Map.of(),
                        List.of("MariaDB " + number + " comes from " + base.suite())),
                DATA);
    }

    @Override
    public Command ready() {
        return new Command(List.of("mariadb-admin", "--no-defaults", SOCKET, "-u", "root", "ping"), "");
    }

    /** The names are letters, digits and underscores, the password letters and digits; in a grant, an underscore alone is a wildcard. */
    @Override
    public Command bind(Credentials app) {
        return sql(
                """
                CREATE DATABASE IF NOT EXISTS `{database}` CHARACTER SET utf8mb4;
                CREATE OR REPLACE USER '{user}'@'%' IDENTIFIED BY '{password}';
                GRANT ALL ON `{pattern}`.* TO '{user}'@'%';
                """,
                app);
    }

    @Override
    public Command unbind(Credentials app) {
        return sql(
                """
                ALTER USER '{user}'@'%' ACCOUNT LOCK;
                KILL USER '{user}';
                """,
                app);
    }

    private static Command sql(String text, Credentials app) {
        return new Command(
                List.of("mariadb", "--no-defaults", SOCKET, "-u", "root"),
                text.replace("{user}", app.user())
                        .replace("{database}", app.database())
                        .replace("{pattern}", app.database().replace("_", "\\_"))
                        .replace("{password}", app.password().reveal()));
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("/bin/sh", "-c", DUMP, "dump", app.database()), "");
    }

    @Override
    public Command restore(Credentials app) {
        return new Command(List.of("/bin/sh", RESTORE, app.database()), "");
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String password = app.password().reveal();
        String url = "mysql://" + app.user() + ":" + password + "@" + app.host() + ":" + PORT + "/" + app.database();
        return Map.of(
                "DATABASE_URL", new Secret(url),
                "MYSQL_HOST", new Secret(app.host()),
                "MYSQL_PORT", new Secret(String.valueOf(PORT)),
                "MYSQL_DATABASE", new Secret(app.database()),
                "MYSQL_USER", new Secret(app.user()),
                "MYSQL_PASSWORD", app.password());
    }
}

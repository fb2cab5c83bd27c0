package rocks.nua.service.mariadb;

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

/** MariaDB as Debian packages it. Its administrator is known inside the container only. */
@Plugin(name = "mariadb")
@Component
public final class MariadbService implements BackingService {
    private static final int PORT = 3306;
    private static final String DATA = "/data";
    private static final String SERVER = "/usr/local/bin/nua-mariadb";
    private static final String RESTORE = "/usr/local/bin/nua-mariadb-restore";
    private static final String FINGERPRINT = "/usr/local/bin/nua-mariadb-fingerprint";
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

    /** MariaDB's own CHECKSUM TABLE differs from version to version, so that statements are written which add up each row. */
    private static final String COMPARING =
            """
            #!/bin/sh
            set -eu
            client() { mariadb --no-defaults --socket=/tmp/mariadb.sock -u root -N -B -r "$1"; }
            client "$1" <<'SQL' >/tmp/fingerprint.$$
            SET SESSION group_concat_max_len = 16777216;
            SELECT CONCAT('SELECT ', QUOTE(CONCAT('rows of ', TABLE_NAME)), ', COUNT(*), COALESCE(SUM(CRC32(CONCAT_WS('','', ',
                    GROUP_CONCAT(CONCAT('IFNULL(CRC32(CAST(`', REPLACE(COLUMN_NAME, '`', '``'), '` AS BINARY)), ''N'')')
                        ORDER BY ORDINAL_POSITION), '))), 0) FROM `', REPLACE(TABLE_NAME, '`', '``'), '`;')
                FROM information_schema.COLUMNS JOIN information_schema.TABLES USING (TABLE_SCHEMA, TABLE_NAME)
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' GROUP BY TABLE_NAME ORDER BY TABLE_NAME;
            SQL
            trap 'rm -f /tmp/fingerprint.$$' EXIT
            cat >>/tmp/fingerprint.$$ <<'SQL'
            SELECT 'views', COUNT(*) FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE();
            SELECT 'routines', COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE();
            SELECT 'triggers', COUNT(*) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE();
            SELECT 'events', COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE();
            SQL
            client "$1" </tmp/fingerprint.$$
            """;

    private static final String FACTS =
            """
            SELECT 'version', VERSION();
            SELECT 'connections', COUNT(*) FROM information_schema.PROCESSLIST
                WHERE USER NOT IN ('root', 'system user', 'event_scheduler');
            SELECT IF(TABLE_SCHEMA IS NULL, 'size', CONCAT('size of ', TABLE_SCHEMA)),
                    CONCAT(ROUND(SUM(DATA_LENGTH + INDEX_LENGTH) / 1048576, 1), ' MB')
                FROM information_schema.TABLES
                WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
                GROUP BY TABLE_SCHEMA WITH ROLLUP;
            """;

    /** The client takes a password from its arguments, where others see it, or from its environment. */
    private static final String CONSOLE = "IFS= read -r MYSQL_PWD; export MYSQL_PWD; exec mariadb --no-defaults "
            + SOCKET + " --table --unbuffered --user=\"$1\" \"$2\"";

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
                        List.of(
                                new Step.Write(SERVER, START),
                                new Step.Write(RESTORE, RESTORING),
                                new Step.Write(FINGERPRINT, COMPARING)),
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
    public boolean rotates() {
        return true;
    }

    @Override
    public Command ready() {
        return new Command(List.of("mariadb-admin", "--no-defaults", SOCKET, "-u", "root", "ping"), "");
    }

    /**
     * The names are letters, digits and underscores, the password letters and digits; in a grant, an underscore alone is a wildcard.
     * The other of the two users is there too, if locked, since views and routines that it made run in its name.
     */
    @Override
    public Command bind(Credentials app) {
        String other = app.user().equals(app.database()) ? app.database() + "_" : app.database();
        return sql(
                """
                CREATE DATABASE IF NOT EXISTS `{database}` CHARACTER SET utf8mb4;
                CREATE USER IF NOT EXISTS '{other}'@'%' ACCOUNT LOCK;
                GRANT ALL ON `{pattern}`.* TO '{other}'@'%';
                CREATE OR REPLACE USER '{user}'@'%' IDENTIFIED BY '{password}';
                GRANT ALL ON `{pattern}`.* TO '{user}'@'%';
                """
                        .replace("{other}", other),
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
        return sql(text.replace("{user}", app.user())
                .replace("{database}", app.database())
                .replace("{pattern}", app.database().replace("_", "\\_"))
                .replace("{password}", app.password().reveal()));
    }

    private static Command sql(String text) {
        return new Command(List.of("mariadb", "--no-defaults", SOCKET, "-u", "root", "-N", "-B"), text);
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
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(new Command(List.of("/bin/sh", FINGERPRINT, app.database()), ""));
    }

    @Override
    public Optional<Command> console(Credentials app) {
        return Optional.of(new Command(
                List.of("/bin/sh", "-c", CONSOLE, "console", app.user(), app.database()),
                app.password().reveal() + "\n"));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(sql(FACTS));
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

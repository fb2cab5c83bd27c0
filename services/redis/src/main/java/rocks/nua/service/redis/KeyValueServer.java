package rocks.nua.service.redis;

import java.util.List;
import java.util.Map;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.api.service.BackingService.Version;

/**
 * What Redis and Valkey have in common: all but the names of their programs. Keys belong to nobody in particular, so a server serves
 * one app. Its administrator has a password drawn at the first start, which only the data folder knows.
 *
 * @param program the word that its programs and package begin with
 * @param title for people
 */
record KeyValueServer(String program, String title) {
    private static final int PORT = 6379;
    private static final String DATA = "/data";
    private static final String SERVER = "/usr/local/bin/nua-server";
    private static final String CLIENT = "/usr/local/bin/nua-client";
    private static final String DUMP = "/usr/local/bin/nua-dump";
    private static final String RESTORE = "/usr/local/bin/nua-restore";

    private static final String STARTING =
            """
            #!/bin/sh
            set -eu
            umask 077
            if [ ! -e /data/users.acl ]; then
                head -c 24 /dev/urandom | base64 | tr -dc A-Za-z0-9 >/data/admin
                printf 'user default off\\nuser admin on >%s ~* &* +@all\\n' "$(cat /data/admin)" >/data/users.new
                mv /data/users.new /data/users.acl
            fi
            exec PROGRAM-server --dir /data --aclfile /data/users.acl --appendonly no --save '60 1' --bind '*' -::* \\
                --enable-debug-command local --daemonize no --logfile ''
            """;

    private static final String ASKING =
            """
            #!/bin/sh
            set -eu
            REDISCLI_AUTH=$(cat /data/admin) VALKEYCLI_AUTH=$(cat /data/admin)
            export REDISCLI_AUTH VALKEYCLI_AUTH
            exec PROGRAM-cli -e --no-auth-warning --user admin "$@"
            """;

    private static final String DUMPING =
            """
            #!/bin/sh
            set -eu
            file=/data/dump.$$
            trap 'rm -f "$file"' EXIT
            /bin/sh /usr/local/bin/nua-client --rdb "$file" >/dev/null 2>&1
            cat "$file"
            """;

    /** What was there comes back when the server does not take the dump. */
    private static final String RESTORING =
            """
            #!/bin/sh
            set -eu
            client() { /bin/sh /usr/local/bin/nua-client "$@"; }
            new=/data/restore.$$ before=/data/before.$$
            trap 'rm -f "$new" "$before"' EXIT
            cat >"$new"
            PROGRAM-check-rdb "$new" >/dev/null || { echo "the dump is not complete" >&2; exit 1; }
            client SAVE
            cp /data/dump.rdb "$before"
            mv "$new" /data/dump.rdb
            client DEBUG RELOAD NOSAVE || {
                mv "$before" /data/dump.rdb
                client DEBUG RELOAD NOSAVE
                exit 1
            }
            """;

    Version version(String number, Base base) {
        return new Version(
                number,
                new Recipe(
                        base,
                        List.of(),
                        List.of(
                                write(SERVER, STARTING),
                                write(CLIENT, ASKING),
                                write(DUMP, DUMPING),
                                write(RESTORE, RESTORING)),
                        List.of(),
                        List.of(program + "-server"),
                        List.of(),
                        List.of("/bin/sh", SERVER),
                        PORT,
                        Map.of(),
                        List.of(title + " " + number + " comes from " + base.suite())),
                DATA);
    }

    private Step.Write write(String path, String script) {
        return new Step.Write(path, script.replace("PROGRAM", program));
    }

    Command ready() {
        return new Command(List.of("/bin/sh", CLIENT, "PING"), "");
    }

    /** Everything but what rules the server; what is dangerous to a server of many is the app's own affair here. */
    Command bind(Credentials app) {
        return asking(
                """
                ACL SETUSER {user} reset on >{password} ~* &* +@all -@admin -debug -shutdown +info
                ACL SAVE
                """,
                app);
    }

    Command unbind(Credentials app) {
        return asking(
                """
                ACL SETUSER {user} off
                ACL SAVE
                CLIENT KILL USER {user}
                """,
                app);
    }

    private static Command asking(String text, Credentials app) {
        return new Command(
                List.of("/bin/sh", CLIENT),
                text.replace("{user}", app.user())
                        .replace("{password}", app.password().reveal()));
    }

    Command dump() {
        return new Command(List.of("/bin/sh", DUMP), "");
    }

    Command restore() {
        return new Command(List.of("/bin/sh", RESTORE), "");
    }

    Map<String, Secret> variables(Credentials app) {
        String password = app.password().reveal();
        return Map.of(
                "REDIS_URL",
                        new Secret("redis://" + app.user() + ":" + password + "@" + app.host() + ":" + PORT + "/0"),
                "REDIS_HOST", new Secret(app.host()),
                "REDIS_PORT", new Secret(String.valueOf(PORT)),
                "REDIS_USER", new Secret(app.user()),
                "REDIS_PASSWORD", app.password());
    }
}

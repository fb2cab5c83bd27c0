package rocks.nua.service.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService;

/**
 * What Redis and Valkey have in common: all but the names of their programs. Keys belong to nobody in particular, so a server serves
 * one app. Its administrator has a password drawn at the first start, which only the data folder knows.
 */
abstract sealed class KeyValueService implements BackingService permits RedisService, ValkeyService {
    private static final int PORT = 6379;
    private static final String DATA = "/data";
    private static final String SERVER = "/usr/local/bin/nua-server";
    private static final String CLIENT = "/usr/local/bin/nua-client";
    private static final String DUMP = "/usr/local/bin/nua-dump";
    private static final String RESTORE = "/usr/local/bin/nua-restore";

    private static final String FINGERPRINT = "/usr/local/bin/nua-fingerprint.lua";
    private static final String FACTS = "/usr/local/bin/nua-facts.lua";

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
                --repl-diskless-sync-delay 0 --enable-debug-command local --daemonize no --logfile ''
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

    /**
     * Adds up the digests of all keys, in whatever order the server keeps them. Keys that expire are left out, since they may do so
     * meanwhile; numbers are written anew, since versions write them differently.
     */
    private static final String COMPARING =
            """
            local function flat(value, into)
                if type(value) == 'table' then
                    for _, one in ipairs(value) do flat(one, into) end
                else
                    table.insert(into, #tostring(value) .. ':' .. tostring(value))
                end
                return into
            end
            local function pairs_of(list, second)
                local all = {}
                for i = 1, #list, 2 do table.insert(all, #list[i] .. ':' .. list[i] .. second(list[i + 1])) end
                table.sort(all)
                return all
            end
            local read = {
                string = function(key) return { redis.call('GET', key) } end,
                list = function(key) return redis.call('LRANGE', key, 0, -1) end,
                set = function(key) local all = redis.call('SMEMBERS', key) table.sort(all) return all end,
                zset = function(key)
                    return pairs_of(redis.call('ZRANGE', key, 0, -1, 'WITHSCORES'), function(score)
                        return string.format('%.17g', tonumber(score))
                    end)
                end,
                hash = function(key)
                    return pairs_of(redis.call('HGETALL', key), function(value) return value end)
                end,
                stream = function(key) return redis.call('XRANGE', key, '-', '+') end,
            }
            local count, high, low = 0, 0, 0
            for _, key in ipairs(redis.call('KEYS', '*')) do
                if redis.call('PTTL', key) == -1 then
                    local kind = redis.call('TYPE', key).ok
                    local content = read[kind] and read[kind](key) or {}
                    local digest = redis.sha1hex(#key .. ':' .. key .. kind .. table.concat(flat(content, {})))
                    count = count + 1
                    high = (high + tonumber(digest:sub(1, 12), 16)) % 2 ^ 48
                    low = (low + tonumber(digest:sub(13, 24), 16)) % 2 ^ 48
                end
            end
            return string.format('keys\\t%d\\t%012x%012x', count, high, low)
            """;

    private static final String TELLING =
            """
            local info = redis.call('INFO', 'everything')
            local function field(name) return info:match('\\n' .. name .. ':([^\\r\\n]*)') end
            local out = {
                'version\\t' .. (field('PROGRAM_version') or field('redis_version')),
                'connections\\t' .. tonumber(field('connected_clients')) - 1,
                'size\\t' .. field('used_memory_human'),
                'keys\\t' .. (info:match('\\ndb0:keys=(%d+)') or '0'),
            }
            for _, one in ipairs(redis.call('SLOWLOG', 'GET', 5)) do
                local what = (one[4][1] .. ' ' .. (one[4][2] or '')):sub(1, 160):gsub('%c', ' ')
                table.insert(out, 'slowest\\t' .. one[3] / 1000 .. ' ms: ' .. what)
            end
            return table.concat(out, '\\n')
            """;

    /** The client takes a password from its arguments, where others see it, or from its environment. */
    private static final String CONSOLE = "IFS= read -r REDISCLI_AUTH; VALKEYCLI_AUTH=$REDISCLI_AUTH;"
            + " export REDISCLI_AUTH VALKEYCLI_AUTH; exec \"$1\" --no-auth-warning --user \"$2\"";

    /** The word that its programs and package begin with. */
    private final String program;

    private final String title;

    KeyValueService(String program, String title) {
        this.program = program;
        this.title = title;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public boolean rotates() {
        return true;
    }

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
                                write(RESTORE, RESTORING),
                                write(FINGERPRINT, COMPARING),
                                write(FACTS, TELLING)),
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

    @Override
    public Command ready() {
        return new Command(List.of("/bin/sh", CLIENT, "PING"), "");
    }

    /** Everything but what rules the server; what is dangerous to a server of many is the app's own affair here. */
    @Override
    public Command bind(Credentials app) {
        return asking(
                """
                ACL SETUSER {user} reset on >{password} ~* &* +@all -@admin -debug -shutdown +info
                ACL SAVE
                """,
                app);
    }

    @Override
    public Command unbind(Credentials app) {
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

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("/bin/sh", DUMP), "");
    }

    @Override
    public Command restore(Credentials app) {
        return new Command(List.of("/bin/sh", RESTORE), "");
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(new Command(List.of("/bin/sh", CLIENT, "--eval", FINGERPRINT), ""));
    }

    @Override
    public Optional<Command> console(Credentials app) {
        return Optional.of(new Command(
                List.of("/bin/sh", "-c", CONSOLE, "console", program + "-cli", app.user()),
                app.password().reveal() + "\n"));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(new Command(List.of("/bin/sh", CLIENT, "--eval", FACTS), ""));
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
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

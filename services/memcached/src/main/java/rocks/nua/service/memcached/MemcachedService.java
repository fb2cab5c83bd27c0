package rocks.nua.service.memcached;

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

/**
 * Memcached as Debian packages it: a cache, so nothing is dumped. Few clients can log in to it, so that nobody has to, and a server serves
 * one app: only the containers of that app reach it.
 */
@Plugin(name = "memcached")
@Component
public final class MemcachedService implements BackingService {
    private static final int PORT = 11211;
    private static final String ASK = "/usr/local/bin/nua-ask";
    private static final Command NOTHING = new Command(List.of("true"), "");

    /** Asks {@code stats}; prints what the awk script {@code $1} makes of the answer. */
    private static final String ASKING =
            """
            #!/bin/bash
            set -euo pipefail
            exec 3<>/dev/tcp/127.0.0.1/11211
            printf 'stats\\r\\nquit\\r\\n' >&3
            timeout 5 cat <&3 | tr -d '\\r' | awk "$1"
            """;

    private static final String FACTS =
            """
            BEGIN { split("version curr_connections bytes curr_items get_hits get_misses", keys)
                    split("version,connections,size,keys,hits,misses", names, ",") }
            $1 == "STAT" { all[$2] = $3 }
            END { for (i = 1; i in keys; i++) print names[i] "\\t" all[keys[i]] (names[i] == "size" ? " bytes" : "") }
            """;

    /** Made by the service registry. */
    public MemcachedService() {}

    @Override
    public List<Version> versions() {
        return List.of(new Version(
                "1.6",
                new Recipe(
                        Base.DEBIAN_13,
                        List.of(),
                        List.of(new Step.Write(ASK, ASKING)),
                        List.of(),
                        List.of("memcached"),
                        List.of(),
                        List.of("memcached", "--port=" + PORT, "--memory-limit=256", "--conn-limit=1024"),
                        PORT,
                        Map.of(),
                        List.of("Memcached 1.6 comes from " + Base.DEBIAN_13.suite())),
                "/data"));
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public Command ready() {
        return new Command(List.of("bash", ASK, "/^STAT version/ { found = 1 } END { exit !found }"), "");
    }

    /** Who reaches it may use it. */
    @Override
    public Command bind(Credentials app) {
        return NOTHING;
    }

    @Override
    public Command unbind(Credentials app) {
        return NOTHING;
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(new Command(List.of("bash", ASK, FACTS), ""));
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String server = app.host() + ":" + PORT;
        return Map.of(
                "MEMCACHED_URL", new Secret("memcached://" + server),
                "MEMCACHED_SERVERS", new Secret(server),
                "MEMCACHED_HOST", new Secret(app.host()),
                "MEMCACHED_PORT", new Secret(String.valueOf(PORT)));
    }
}

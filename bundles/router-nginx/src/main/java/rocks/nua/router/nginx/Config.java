package rocks.nua.router.nginx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What nginx is told once, at its start. */
record Config(String nginx, String lua, String start) {
    /**
     * The choices in it.
     *
     * @param httpPort for plain HTTP, on all addresses
     * @param httpsPort for TLS, on all addresses
     * @param controlPort for the platform, on loopback
     * @param ipv6 whether this machine has IPv6; nginx would not start on addresses that cannot be
     */
    record Choice(int httpPort, int httpsPort, int controlPort, boolean ipv6) {}

    static Config of(Choice choice) {
        String nginx = resource("nginx.conf")
                .replace("@LISTEN@", listen(choice))
                .replace("@CONTROL_PORT@", Integer.toString(choice.controlPort()));
        return new Config(nginx, resource("routes.lua"), resource("start.sh"));
    }

    String digest() {
        return RouteTable.sha256(nginx + lua + start);
    }

    private static String listen(Choice choice) {
        List<String> addresses = choice.ipv6() ? List.of("0.0.0.0", "[::]") : List.of("0.0.0.0");
        var all = new ArrayList<String>();
        for (String address : addresses) {
            all.add("listen " + address + ":" + choice.httpPort() + ";");
            all.add("listen " + address + ":" + choice.httpsPort() + " ssl;");
        }
        return all.stream().collect(Collectors.joining("\n        "));
    }

    private static String resource(String name) {
        try (var in = Config.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;

/** Reads {@code [port.NAME]}. */
final class PortReader {
    private PortReader() {}

    static Map<String, AppSpec.Port> read(Section root, Map<String, EnvValue> env) {
        Map<String, AppSpec.Port> ports = new LinkedHashMap<>();
        Section section = root.table("port", "ports");
        for (String name : section.keys()) {
            port(section.table(name), name, env).ifPresent(port -> ports.put(name, port));
        }
        if (!ports.isEmpty() && !ports.containsKey("web")) {
            String first = ports.keySet().iterator().next();
            section.warn(first, "is served as the port web, since there is none of that name.");
            ports.put("web", ports.get(first));
        }
        return ports;
    }

    private static Optional<AppSpec.Port> port(Section section, String name, Map<String, EnvValue> env) {
        boolean published = section.find("proxy", "host").isPresent();
        if (!name.equals("web") && !published) {
            throw section.place().reject("port." + name + " must say proxy or host. Only web is published without.");
        }
        String protocol = section.text("protocol").strip().toLowerCase(Locale.ROOT);
        if (!Set.of("", "tcp", "udp").contains(protocol)) {
            throw section.reject("protocol", "must be \"tcp\" or \"udp\".");
        }
        section.truth("ssl", true);
        if (name.equals("web")) {
            section.known("proxy");
        } else {
            section.without("has no effect: the router serves the port web only.", "proxy");
        }
        section.without("has no effect: apps are reached through the router only.", "host");
        Optional<AppSpec.Port> port = container(section, env);
        section.known("web");
        section.end();
        return port;
    }

    private static Optional<AppSpec.Port> container(Section section, Map<String, EnvValue> env) {
        Value value = section.find("container")
                .orElseThrow(() -> section.place().reject("the port has no container. Write container = 3000."));
        if (!(value instanceof Value.Table)) {
            return section.number("container", 1, 65535).map(AppSpec.Port::new);
        }
        Section drawn = section.table("container");
        String variable = drawn.text("key");
        drawn.end();
        if (env.get(variable) instanceof EnvValue.Text text && text.value().matches("[1-9][0-9]{0,4}")) {
            return Optional.of(Integer.parseInt(text.value()))
                    .filter(port -> port <= 65535)
                    .map(AppSpec.Port::new);
        }
        section.warn(
                "container", "names the variable '" + variable + "', which is no port in [env]: it has no effect.");
        return Optional.empty();
    }
}

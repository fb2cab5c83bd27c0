package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.build.SourceTree;

/** Reads {@code env_file} and {@code environment} of a Compose service. */
record ComposeEnvironment(Section service, SourceTree source, Set<String> providers, Remarks remarks) {
    private static final Pattern HOST = Pattern.compile("(?i).*(?:host|hostname|server|address|addr)");

    Map<String, EnvValue> read() {
        Map<String, EnvValue> env = new LinkedHashMap<>();
        files().forEach((name, text) -> put(name, text, service.place("env-file"), env));
        service.find("environment").ifPresent(value -> {
            if (value instanceof Value.Items) {
                service.items("environment").forEach(item -> line(service.text("environment", item), item, env));
            } else {
                service.named("environment").forEach((name, said) -> {
                    if (said instanceof Value.Nothing) {
                        noValue(name, said);
                    } else {
                        put(name, service.text("environment", said), said.place(), env);
                    }
                });
            }
        });
        return env;
    }

    private void line(String text, Value item, Map<String, EnvValue> env) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            noValue(text, item);
        } else {
            put(text.substring(0, equals), text.substring(equals + 1), item.place(), env);
        }
    }

    private void noValue(String name, Value value) {
        service.warn(value, "environment", name + " has no value here. Set it with: nua env set APP " + name + "=…");
    }

    /** Backing services have an address and a password of their own, which the platform tells the app. */
    private void put(String name, String text, Place place, Map<String, EnvValue> env) {
        EnvReader.checkName(name, new Value.Text(text, place));
        for (String provider : providers) {
            if (text.equals(provider) && HOST.matcher(name).matches()) {
                env.put(name, new EnvValue.From(provider, "hostname"));
                return;
            }
            if (text.matches("(?s)(?:.*(?:@|://|,))?" + Pattern.quote(provider) + "(?::[0-9]{1,5})(?:[/?,].*)?")
                    || text.matches("(?s).*(?:@|://)" + Pattern.quote(provider) + "(?:[/?,].*)?")) {
                service.warn(
                        new Value.Text(text, place),
                        "environment",
                        name + " is left out: the platform tells the address and the password of '" + provider
                                + "' itself.");
                return;
            }
        }
        env.put(name, new EnvValue.Text(text));
    }

    private Map<String, String> files() {
        Map<String, String> all = new LinkedHashMap<>();
        List<Value> files = service.find("env-file")
                .map(value -> value instanceof Value.Items items ? items.items() : List.of(value))
                .orElse(List.of());
        for (Value file : files) {
            boolean required = true;
            String path;
            if (file instanceof Value.Table table) {
                Section section = service.below("env-file", table);
                path = section.text("path");
                required = section.truth("required", true);
                section.known("format");
                section.end();
            } else {
                path = service.text("env-file", file);
            }
            String inside = ComposeMounts.inside(path);
            if (!inside.isEmpty() && source.has(inside)) {
                all.putAll(DotEnv.parse(inside, source.read(inside).orElse(""), remarks));
            } else if (required) {
                service.warn(
                        file,
                        "env-file",
                        path + " is not in the source. Set its variables with: nua env set APP NAME=…");
            }
        }
        return all;
    }
}

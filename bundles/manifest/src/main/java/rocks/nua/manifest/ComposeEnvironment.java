package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.build.SourceTree;

/** Reads {@code env_file} and {@code environment} of a Compose service. */
record ComposeEnvironment(Section service, SourceTree source, List<AppSpec.Provider> providers, Remarks remarks) {
    private static final Pattern HOST = Pattern.compile("(?i)(.*?)_*(?:host|hostname|server|address|addr)");

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
        logins(env);
        return env;
    }

    /** The user, password and database beside the variable for the host, such as {@code DB_USER} beside {@code DB_HOST}. */
    private void logins(Map<String, EnvValue> env) {
        for (String host : List.copyOf(env.keySet())) {
            Matcher named = HOST.matcher(host);
            Optional<ComposeAddress> address =
                    Optional.ofNullable(env.get(host)).flatMap(this::reaches).flatMap(ComposeAddress::of);
            if (address.isPresent() && named.matches() && !named.group(1).isEmpty()) {
                String before = named.group(1);
                env.replaceAll((name, value) -> name.startsWith(before)
                        ? address.get()
                                .meaning(name.substring(before.length()))
                                .<EnvValue>map(key -> new EnvValue.From(
                                        address.get().provider().name(), key))
                                .orElse(value)
                        : value);
            }
        }
    }

    /** The backing service whose address a variable has. */
    private Optional<AppSpec.Provider> reaches(EnvValue value) {
        return providers.stream()
                .filter(provider -> value instanceof EnvValue.From from
                        ? from.provider().equals(provider.name()) && from.key().equals("hostname")
                        : value instanceof EnvValue.Text text
                                && ComposeAddress.of(provider)
                                        .filter(one -> text.value()
                                                .equals("{" + one.prefix() + "HOST}:{" + one.prefix() + "PORT}"))
                                        .isPresent())
                .findFirst();
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
        for (AppSpec.Provider provider : providers) {
            String host = ComposeAddress.host(provider);
            if (text.matches(host) && HOST.matcher(name).matches()) {
                env.put(name, new EnvValue.From(provider.name(), "hostname"));
                return;
            }
            if (text.matches("(?s)(?:.*(?:@|://|,))?" + host + "(?::[0-9]{1,5})(?:[/?,].*)?")
                    || text.matches("(?s).*(?:@|://)" + host + "(?:[/?,].*)?")) {
                Optional<String> address = ComposeAddress.of(provider)
                        .filter(one -> alone(provider.type()))
                        .flatMap(one -> one.rewritten(text));
                if (address.isPresent()) {
                    env.put(name, new EnvValue.Text(address.get()));
                    return;
                }
                service.warn(
                        new Value.Text(text, place),
                        "environment",
                        name + " is left out: the platform tells the address and the password of '" + provider.name()
                                + "' itself.");
                return;
            }
        }
        env.put(name, new EnvValue.Text(text));
    }

    /** The variables of two of a type have the same names. */
    private boolean alone(String type) {
        return providers.stream()
                        .filter(other ->
                                other.type().replace("valkey", "redis").equals(type.replace("valkey", "redis")))
                        .count()
                == 1;
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

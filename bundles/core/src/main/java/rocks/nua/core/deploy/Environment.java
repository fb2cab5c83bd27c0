package rocks.nua.core.deploy;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.core.service.Bindings.Binding;

/** Works out the environment of an app from its manifest and what its owner has set. */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MOST_ROUNDS = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Environment() {}

    /**
     * The values that the manifest wants drawn by chance and the app has not got yet.
     * They are to be kept with what the owner has set, so that later releases get the same.
     */
    static Map<String, Secret> draw(AppSpec spec, Map<String, Secret> set) {
        Map<String, Secret> drawn = new TreeMap<>();
        spec.env().forEach((name, value) -> {
            if (value instanceof EnvValue.Random random && !set.containsKey(name)) {
                drawn.put(name, new Secret(random(random)));
            }
        });
        return drawn;
    }

    /**
     * The whole environment: the platform's own variables, then those of the backing services by provider, then the manifest's,
     * then what the owner has set, which wins.
     *
     * @throws NuaException REJECTED_BY_APP for a value from a provider that is not there, or values that name each other in a circle
     */
    static Map<String, Secret> of(
            AppSpec spec, Map<String, Secret> set, Map<String, String> own, Map<String, Binding> services) {
        Map<String, String> all = new LinkedHashMap<>(own);
        services.values().forEach(one -> one.variables().forEach((name, value) -> all.put(name, value.reveal())));
        spec.env().forEach((name, value) -> {
            if (value instanceof EnvValue.Text text) {
                all.put(name, text.value());
            } else if (value instanceof EnvValue.From from) {
                all.put(name, property(spec, name, from, own, services));
            }
        });
        set.forEach((name, secret) -> all.put(name, secret.reveal()));
        Map<String, Secret> done = new TreeMap<>();
        all.forEach(
                (name, value) -> done.put(name, new Secret(set.containsKey(name) ? value : filled(name, value, all))));
        return done;
    }

    private static String property(
            AppSpec spec, String name, EnvValue.From from, Map<String, String> own, Map<String, Binding> services) {
        Optional<String> offered =
                Optional.ofNullable(services.get(from.provider())).flatMap(binding -> binding.property(from.key()));
        if (offered.isPresent()) {
            return offered.get();
        }
        for (AppSpec.Volume volume : spec.volumes()) {
            if (volume.name().equals(from.provider())) {
                return from.key().equals("target") ? volume.target() : volume.name();
            }
        }
        if (from.provider().isEmpty() && from.key().equals("domain")) {
            return own.getOrDefault("NUA_DOMAIN", "");
        }
        throw NuaException.rejected(
                "env." + name + " asks for '" + NuaException.excerpt(from.key()) + "' of '"
                        + NuaException.excerpt(from.provider())
                        + "', which no volume or provider of this app has: name one that it has, or set the variable with nua env set.");
    }

    private static String filled(String name, String value, Map<String, String> all) {
        String text = value;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Matcher reference = REFERENCE.matcher(text);
            String next = reference.replaceAll(
                    found -> Matcher.quoteReplacement(all.getOrDefault(found.group(1), found.group())));
            if (next.equals(text)) {
                return text;
            }
            text = next;
        }
        throw NuaException.rejected(
                "env." + name + " names itself in a circle: remove one of the references in braces.");
    }

    private static String random(EnvValue.Random wanted) {
        if (wanted.numeric()) {
            return Long.toUnsignedString(RANDOM.nextLong());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            int choices = i == 0 ? 52 : LETTERS_AND_DIGITS.length();
            text.append(LETTERS_AND_DIGITS.charAt(RANDOM.nextInt(choices)));
        }
        return text.toString();
    }
}

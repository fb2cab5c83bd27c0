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
import rocks.nua.api.app.Release;
import rocks.nua.core.service.Binding;

/** Works out the environment of an app from its manifest and what its owner has set. */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    /** No word comes of them. */
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";

    private static final int NAME_LENGTH = 10;
    private static final int LONGEST = 64 << 10;
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
            if (value instanceof EnvValue.Random random && !random.fresh() && !set.containsKey(name)) {
                drawn.put(name, new Secret(random(random)));
            } else if (value instanceof EnvValue.Unique unique && !set.containsKey(name)) {
                drawn.put(name, new Secret(unique.prefix() + "_" + random(NAME_LENGTH, CONSONANTS)));
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
                all.put(name, property(spec, name, from, all, services));
            } else if (value instanceof EnvValue.Random random && random.fresh()) {
                all.put(name, random(random));
            } else if (value instanceof EnvValue.ExternalIp) {
                all.put(name, OwnAddress.find());
            }
        });
        set.forEach((name, secret) -> all.put(name, secret.reveal()));
        Map<String, Secret> done = new TreeMap<>();
        all.forEach(
                (name, value) -> done.put(name, new Secret(set.containsKey(name) ? value : filled(name, value, all))));
        return done;
    }

    /** The environment of an earlier release, but with the credentials of today: those of then may have been rotated. */
    static Map<String, Secret> again(
            Release earlier, Map<String, Secret> set, Map<String, String> own, Map<String, Binding> services) {
        AppSpec spec = earlier.spec();
        Map<String, Secret> kept = new TreeMap<>(earlier.env());
        kept.keySet().removeIf(name -> !set.containsKey(name) && (given(name, services) || asksFor(spec, name)));
        return of(spec, kept, own, services);
    }

    private static boolean given(String name, Map<String, Binding> services) {
        return services.values().stream().anyMatch(one -> one.variables().containsKey(name));
    }

    private static boolean asksFor(AppSpec spec, String name) {
        EnvValue value = spec.env().get(name);
        boolean filled = value instanceof EnvValue.Text text
                && REFERENCE.matcher(text.value()).find();
        return filled || value instanceof EnvValue.From;
    }

    private static String property(
            AppSpec spec, String name, EnvValue.From from, Map<String, String> all, Map<String, Binding> services) {
        Optional<String> offered =
                Optional.ofNullable(services.get(from.provider())).flatMap(binding -> binding.property(from.key()));
        if (offered.isPresent()) {
            return offered.get();
        }
        Optional<String> found = from.provider().isEmpty()
                ? own(spec, from.key(), all)
                : spec.volumes().stream()
                        .filter(volume -> volume.name().equals(from.provider()))
                        .findFirst()
                        .flatMap(volume -> ofVolume(volume, from.key()));
        return found.filter(value -> !value.equals("{" + name + "}"))
                .orElseThrow(
                        () -> NuaException.rejected(
                                "env." + name + " asks for '" + NuaException.excerpt(from.key()) + "' of "
                                        + (from.provider().isEmpty()
                                                ? "the app"
                                                : "'" + NuaException.excerpt(from.provider()) + "'")
                                        + ", which no volume or provider of this app has: name one that it has, or set the variable with nua env set."));
    }

    /** What the app knows of itself: one of its variables, which is filled in later, or a property. */
    private static Optional<String> own(AppSpec spec, String key, Map<String, String> all) {
        if (spec.env().containsKey(key) || all.containsKey(key)) {
            return Optional.of("{" + key + "}");
        }
        return switch (key) {
            case "domain", "domain_realm", "top_domain" -> Optional.of("{NUA_DOMAIN}");
            case "hostname", "container_name", "label", "label_id" -> Optional.of("{NUA_APP}");
            case "version" -> Optional.of(spec.metadata().version());
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofVolume(AppSpec.Volume volume, String key) {
        return switch (key) {
            case "target" -> Optional.of(volume.target());
            case "name", "full_name", "full-name" -> Optional.of(volume.name());
            case "type" -> Optional.of(volume.kept() ? "managed" : "tmpfs");
            case "driver" -> Optional.of("docker");
            default -> Optional.empty();
        };
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
            if (next.length() > LONGEST) {
                break;
            }
            text = next;
        }
        throw NuaException.rejected("env." + name
                + " names itself in a circle, or grows without end: remove one of the references in braces.");
    }

    private static String random(EnvValue.Random wanted) {
        if (wanted.numeric()) {
            return Long.toUnsignedString(RANDOM.nextLong());
        }
        return random(1, LETTERS) + random(wanted.length() - 1, LETTERS + DIGITS);
    }

    private static String random(int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}

package rocks.nua.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.Domain;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.Source;

/**
 * What to deploy that is not sent along: exactly one of git, image, package and release.
 *
 * @param git address with an optional {@code #} and branch, tag or commit
 * @param image reference
 * @param packageId of an app in the catalogue
 * @param release number of an earlier one; 0: the one before the current
 * @param env variables to set
 * @param domains domains to add
 */
record DeployOrder(
        String git,
        String image,
        @JsonProperty("package") String packageId,
        Integer release,
        Map<String, String> env,
        List<String> domains) {

    DeployOrder {
        git = Objects.requireNonNullElse(git, "");
        image = Objects.requireNonNullElse(image, "");
        packageId = Objects.requireNonNullElse(packageId, "");
        release = Objects.requireNonNullElse(release, -1);
        env = Objects.requireNonNullElse(env, Map.of());
        domains = Objects.requireNonNullElse(domains, List.of());
    }

    Source source() {
        long said = Stream.of(!git.isEmpty(), !image.isEmpty(), !packageId.isEmpty(), release >= 0)
                .filter(Boolean::booleanValue)
                .count();
        if (said != 1) {
            throw NuaException.badRequest(
                    "Say what to deploy: exactly one of 'git', 'image', 'package' and 'release'.");
        }
        if (!git.isEmpty()) {
            int hash = git.indexOf('#');
            return hash < 0 ? new Source.Git(git, "") : new Source.Git(git.substring(0, hash), git.substring(hash + 1));
        }
        if (!packageId.isEmpty()) {
            return new Source.Package(packageId);
        }
        return image.isEmpty() ? new Source.Earlier(release) : new Source.Image(new ImageRef(image));
    }

    Deployments.Options options() {
        return new Deployments.Options(secrets(Bodies.withoutNulls(env)), names(domains));
    }

    /** Reads headers of the form {@code NAME=percent-encoded value}. */
    static Map<String, Secret> variables(List<String> headers) {
        Map<String, String> values = new HashMap<>();
        for (String header : headers) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw NuaException.badRequest("Header 'Nua-Env' must have the form NAME=value, percent-encoded.");
            }
            values.put(header.substring(0, equals).strip(), decoded(header.substring(equals + 1)));
        }
        return secrets(values);
    }

    static List<Domain> names(List<String> domains) {
        return domains.stream().map(Domain::new).toList();
    }

    private static Map<String, Secret> secrets(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Secret(entry.getValue())));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new NuaException(
                    NuaException.Kind.BAD_REQUEST,
                    "Header 'Nua-Env' is not percent-encoded: write a percent sign as %25.",
                    e);
        }
    }
}

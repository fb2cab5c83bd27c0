package rocks.nua.git.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.Secret;

/** How git shows a token: as the password of any user. */
final class Login {
    private static final Pattern BASIC = Pattern.compile("Basic +([A-Za-z0-9+/=]{1,2048})", Pattern.CASE_INSENSITIVE);

    private Login() {}

    /** The token in a header {@code Authorization}; empty where there is none. */
    static Optional<Secret> token(String header) {
        Matcher matcher = BASIC.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String login = new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
            return Optional.of(login.substring(login.indexOf(':') + 1))
                    .filter(token -> !token.isEmpty())
                    .map(Secret::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

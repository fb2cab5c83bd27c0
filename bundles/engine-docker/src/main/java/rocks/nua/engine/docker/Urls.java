package rocks.nua.engine.docker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Values in the query of a request. */
final class Urls {
    private Urls() {}

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

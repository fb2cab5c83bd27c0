package rocks.nua.router.nginx;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.Domain;
import rocks.nua.api.NuaException;

/** A certificate with its private key, both in PEM. */
record Certificate(String key, String chain) {
    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CHAIN = block("CERTIFICATE");

    /** The command that makes a self-signed one for the domain and all names below it, and prints it. */
    static List<String> selfSigned(Domain domain) {
        return List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-noenc",
                "-days",
                "3650",
                "-subj",
                "/CN=Nua",
                "-addext",
                "subjectAltName=DNS:" + domain + ",DNS:*." + domain,
                "-keyout",
                "-");
    }

    static Certificate parse(String printed) {
        return new Certificate(find(KEY, printed), find(CHAIN, printed));
    }

    private static String find(Pattern block, String printed) {
        Matcher matcher = block.matcher(printed);
        if (!matcher.find()) {
            throw new NuaException(
                    NuaException.Kind.INTERNAL,
                    "The router's certificate could not be made; openssl says: " + NuaException.excerpt(printed));
        }
        return matcher.group() + "\n";
    }

    private static Pattern block(String name) {
        return Pattern.compile("-----BEGIN " + name + "-----[^-]+-----END " + name + "-----");
    }
}

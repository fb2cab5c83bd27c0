package rocks.nua.engine.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;

/**
 * What reads a Dockerfile. One that its author brings could name any cache on the engine, those of others included, so only those
 * pass which keep to the name space that they are given.
 */
final class Frontend {
    private static final Pattern SYNTAX =
            Pattern.compile("^\\s*(?:#|//)\\s*syntax\\s*=\\s*(\\S+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern KNOWN =
            Pattern.compile("(?:docker\\.io/)?docker/dockerfile(?:-upstream)?(?:[:@]\\S*)?");

    private Frontend() {}

    static void require(String dockerfile, RelativePath path) {
        if (dockerfile.stripLeading().startsWith("{")) {
            throw NuaException.rejected(path + " is JSON, not a Dockerfile. Write it as one.");
        }
        Matcher line = SYNTAX.matcher(dockerfile);
        while (line.find()) {
            if (!KNOWN.matcher(line.group(1)).matches()) {
                throw NuaException.rejected(path + " asks for the syntax '" + NuaException.excerpt(line.group(1))
                        + "', which is not run here. Use docker/dockerfile, or leave the line out.");
            }
        }
    }
}

package rocks.nua.api;

import java.util.regex.Pattern;

/**
 * The reference of a container image: a name with a tag or digest, or an image id ({@code sha256:…}).
 *
 * @param value the reference as the engine understands it
 */
public record ImageRef(String value) {
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";
    private static final Pattern SHAPE = Pattern.compile("(?:sha256:[0-9a-f]{64}|(?:[a-zA-Z0-9.-]+(?::[0-9]{1,5})?/)?"
            + PART + "(?:/" + PART + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?)");

    /** @throws NuaException BAD_REQUEST when the text is not a reference */
    public ImageRef {
        if (value.length() > 512 || !SHAPE.matcher(value).matches()) {
            throw NuaException.badRequest("Image '" + NuaException.excerpt(value)
                    + "' is not an image reference: use name:tag, as in registry.example.org/team/shop:1.2.");
        }
    }

    /** Whether this is an image id, which no registry knows. */
    public boolean isId() {
        return value.startsWith("sha256:");
    }

    @Override
    public String toString() {
        return value;
    }
}

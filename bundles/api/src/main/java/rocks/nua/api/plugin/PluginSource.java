package rocks.nua.api.plugin;

import java.io.InputStream;

/** Where a plugin comes from: a jar or a kar. */
public sealed interface PluginSource {
    /**
     * The file itself.
     *
     * @param content read to its end and not closed
     * @param from for people, such as the name of the file; empty: not known
     */
    record Upload(InputStream content, String from) implements PluginSource {}

    /**
     * A file that the platform fetches.
     *
     * @param value {@code https://…}, {@code http://…} or {@code mvn:group/artifact/version}, with {@code /kar} behind it for a kar;
     *     or the id of a package in a package repository
     */
    record Address(String value) implements PluginSource {}
}

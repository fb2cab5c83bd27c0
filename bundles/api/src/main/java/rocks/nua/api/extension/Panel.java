package rocks.nua.api.extension;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A panel of the web UI. Its pages are the files of the folder {@code panels/NAME} in the plugin's bundle, where the name is that of
 * {@link rocks.nua.api.Plugin}; the first is {@code index.html}. They are shown in a frame without an origin: no page sees the
 * administrator's token or anything of the web UI. Their data is what the plugin's {@link RestResource} of the same name answers to GET, which a
 * page gets by {@code nua.get(path)} of {@code /panel.js}. All files are public: they hold nothing that needs a login.
 */
@ConsumerType
public interface Panel {
    /** How the navigation of the web UI names it: one line of at most 40 characters, asked for once. */
    String title();
}

package rocks.nua.core.plugin;

import rocks.nua.api.NuaException;

/** A plugin itself did not do what it should. It carries no trace: that of the plugin is in the log. */
public final class PluginFault extends Exception {
    private static final long serialVersionUID = 1L;

    PluginFault(String finding) {
        super(finding, null, false, false);
    }

    /** UNAVAILABLE, as other people's code learns of it. */
    static NuaException told(String sentence) {
        return NuaException.unavailable(sentence, new PluginFault(sentence));
    }

    /** Whether this was caused by a plugin's own fault, rather than told by the plugin. */
    public static boolean caused(NuaException error) {
        return error.getCause() instanceof PluginFault;
    }
}

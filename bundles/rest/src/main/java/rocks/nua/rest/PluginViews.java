package rocks.nua.rest;

import java.util.Locale;
import rocks.nua.api.plugin.Plugins;

/** How plugins look as text. */
final class PluginViews {
    static final View<Plugins.Info> PLUGINS = new View<>(
            Plugins.Info.class,
            Table.<Plugins.Info>empty()
                    .with("NAME", Plugins.Info::name)
                    .with("VERSION", plugin -> dash(plugin.version()))
                    .with("STATE", PluginViews::state)
                    .with("FROM", Plugins.Info::origin)
                    .with("SIGNED BY", PluginViews::signer)
                    .with("GIVES", plugin -> dash(String.join(", ", plugin.gives())))
                    .with("MESSAGE", plugin -> dash(plugin.message())),
            PluginViews::plugin);
    static final View<Plugins.Signer> SIGNERS = new View<>(
            Plugins.Signer.class,
            Table.<Plugins.Signer>empty()
                    .with("NAME", Plugins.Signer::name)
                    .with("EXPIRES", Plugins.Signer::expiresAt)
                    .with("FINGERPRINT", Plugins.Signer::fingerprint));

    private PluginViews() {}

    private static String plugin(Plugins.Info plugin) {
        return new Lines()
                .add("Name", plugin.name())
                .add("Version", plugin.version())
                .add("State", state(plugin))
                .add("Message", plugin.message())
                .add("From", plugin.origin())
                .add("Signed by", signer(plugin))
                .add("Needs", plugin.permissions().isEmpty() ? "nothing" : String.join(", ", plugin.permissions()))
                .add("Gives", String.join(", ", plugin.gives()))
                .toString();
    }

    private static String state(Plugins.Info plugin) {
        return plugin.state().name().toLowerCase(Locale.ROOT);
    }

    private static String signer(Plugins.Info plugin) {
        if (plugin.signer().isEmpty()) {
            return plugin.trusted() ? "-" : "nobody";
        }
        return plugin.signer() + (plugin.trusted() ? "" : " (not trusted)");
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}

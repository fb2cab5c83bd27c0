package rocks.nua.core.plugin;

/**
 * What a plugin contributes. Calls of the service are contained: they end in time and throw nothing but
 * {@link rocks.nua.api.NuaException}, whose cause is a {@link PluginFault} where the plugin itself is at fault.
 *
 * @param name what its annotation says
 * @param order its place among its kind
 * @param bundle symbolic name and version of its bundle
 * @param service to be called
 */
public record Contribution<T>(String name, int order, String bundle, T service) {}

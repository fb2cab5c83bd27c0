package rocks.nua.core.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Who is called: one service of a bundle, from when it comes until it goes.
 *
 * @param title as in a sentence's beginning: {@code Builder 'word'}
 * @param bundle symbolic name and version of its bundle; of a class without a bundle, its name
 * @param installed when the bundle was installed or last replaced, in milliseconds since 1970
 * @param loader of its classes
 * @param standing how its bundle behaves
 * @param waiting calls under way, by their thread
 */
record Contributor(
        String title,
        String bundle,
        long installed,
        ClassLoader loader,
        Standing standing,
        Map<Thread, CompletableFuture<Object>> waiting) {

    static Contributor of(Object service, String title, Standings standings) {
        Class<?> type = service.getClass();
        Optional<Bundle> bundle = Optional.ofNullable(FrameworkUtil.getBundle(type));
        String name = bundle.map(from -> from.getSymbolicName() + " " + from.getVersion())
                .orElse(type.getName());
        long installed = bundle.map(Bundle::getLastModified).orElse(0L);
        return new Contributor(
                title,
                name,
                installed,
                type.getClassLoader(),
                standings.enter(name, installed),
                new ConcurrentHashMap<>());
    }

    /** It has gone: whoever waits for it learns so at once. */
    void leave(Standings standings) {
        standings.leave(bundle, installed);
        for (CompletableFuture<Object> answer : waiting.values()) {
            answer.completeExceptionally(PluginFault.told(
                    title + " left while it was asked: install its plugin (" + bundle + ") again, then try again."));
        }
    }
}

package rocks.nua.rest;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import rocks.nua.api.platform.Platform;

/** Puts a door before every route when the server starts; a route that does not say who may use it stops the start. */
final class Doors implements DynamicFeature {
    private final Platform platform;

    Doors(Platform platform) {
        this.platform = platform;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        Method method = route.getResourceMethod();
        Requires requires = method.getAnnotation(Requires.class);
        var ofPlugin = method.getAnnotation(rocks.nua.api.extension.Requires.class);
        if (requires != null) {
            context.register(new Door(platform, requires.value()));
        } else if (ofPlugin != null) {
            context.register(new Door(platform, ofPlugin.value()));
        } else if (!method.isAnnotationPresent(Public.class)) {
            throw new IllegalStateException(
                    "Route " + method.getDeclaringClass().getSimpleName() + "." + method.getName()
                            + " says neither @Requires nor @Public.");
        }
    }
}

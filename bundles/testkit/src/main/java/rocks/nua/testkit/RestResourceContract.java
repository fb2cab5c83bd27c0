package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rocks.nua.api.extension.Requires;
import rocks.nua.api.extension.RestResource;

/** What the routes of every plugin must keep, as far as their classes tell. */
public abstract class RestResourceContract {
    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** The resource under test. */
    protected abstract RestResource resource();

    @Test
    void eachRouteSaysWhoMayUseIt() {
        List<Method> routes = resource().resources().stream()
                .flatMap(object -> Arrays.stream(object.getClass().getMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations()).anyMatch(RestResourceContract::isVerb))
                .toList();
        assertFalse(routes.isEmpty(), "it has no routes");
        routes.forEach(route -> assertTrue(
                route.isAnnotationPresent(Requires.class), route + " has no @Requires of " + Requires.class));
    }

    @Test
    void eachObjectHasAPath() {
        resource()
                .resources()
                .forEach(object -> assertTrue(
                        Arrays.stream(object.getClass().getAnnotations())
                                .anyMatch(one -> one.annotationType().getName().equals("jakarta.ws.rs.Path")),
                        object.getClass() + " has no @Path, as @Path(\"/\")"));
    }

    private static boolean isVerb(Annotation annotation) {
        Class<?> type = annotation.annotationType();
        return type.getPackageName().equals("jakarta.ws.rs") && VERBS.contains(type.getSimpleName());
    }
}

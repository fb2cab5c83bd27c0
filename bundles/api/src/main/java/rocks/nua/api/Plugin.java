package rocks.nua.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names a plugin. The same word is its folder, artifact, package, class and feature. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Plugin {
    /** Prefix of the service properties. */
    String PREFIX_ = "nua.plugin.";

    /** The name: a lower-case word, unique among the plugins of its kind. */
    String name();

    /** Builders are asked in rising order; those that recognise one special file stand before those that guess. */
    int order() default 100;
}

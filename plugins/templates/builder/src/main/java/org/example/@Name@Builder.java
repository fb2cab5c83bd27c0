package org.example;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Serves folders with a file hello.@name@. It runs nothing by itself: it says what is to be done. */
@Component
@Plugin(name = "@name@", order = 50)
public final class @Name@Builder implements Builder {
    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        return source.has("hello.@name@") ? Optional.of(recipe()) : Optional.empty();
    }

    private static BuildPlan recipe() {
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                List.of(), // Debian packages for the build only
                List.of(
                        new Step.Copy(List.of()), // everything
                        Step.Run.of("cp", "hello.@name@", "index.html")),
                List.of(), // folders kept between builds
                List.of("busybox"), // Debian packages in the result
                List.of(), // what the result keeps: all
                List.of("busybox", "httpd", "-f", "-p", "8080", "-h", "/app"),
                8080,
                Map.of(), // environment
                List.of("the folder has a hello.@name@"));
    }
}

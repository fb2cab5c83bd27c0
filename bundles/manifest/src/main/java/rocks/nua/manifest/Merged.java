package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Resources;

/** Two files that speak of one app: the second is heard where the first is silent. */
final class Merged {
    private Merged() {}

    static AppSpec of(AppSpec first, AppSpec second) {
        return new AppSpec(
                metadata(first.metadata(), second.metadata()),
                build(first.build(), second.build()),
                run(first.run(), second.run()),
                union(first.env(), second.env()),
                first.ports().isEmpty() ? second.ports() : first.ports(),
                or(first.processes(), second.processes()),
                or(first.volumes(), second.volumes()),
                or(first.providers(), second.providers()),
                first.health() instanceof HealthCheck.Conventional ? second.health() : first.health(),
                or(first.crons(), second.crons()),
                first.resources().equals(Resources.DEFAULT) ? second.resources() : first.resources());
    }

    /** A spec that says only how the app is described, built and run, and which variables, processes and providers it has. */
    static AppSpec spec(
            AppSpec.Metadata metadata,
            AppSpec.Build build,
            AppSpec.Run run,
            Map<String, AppSpec.EnvValue> env,
            List<AppSpec.Process> processes,
            List<AppSpec.Provider> providers) {
        AppSpec none = AppSpec.EMPTY;
        return new AppSpec(
                metadata,
                build,
                run,
                env,
                none.ports(),
                processes,
                none.volumes(),
                providers,
                none.health(),
                none.crons(),
                none.resources());
    }

    private static AppSpec.Metadata metadata(AppSpec.Metadata first, AppSpec.Metadata second) {
        return new AppSpec.Metadata(
                or(first.id(), second.id()),
                or(first.version(), second.version()),
                or(first.title(), second.title()),
                or(first.tagline(), second.tagline()),
                or(first.description(), second.description()),
                or(first.author(), second.author()),
                or(first.website(), second.website()),
                or(first.license(), second.license()),
                or(first.tags(), second.tags()));
    }

    private static AppSpec.Build build(AppSpec.Build first, AppSpec.Build second) {
        return new AppSpec.Build(
                // who names an image wants no builder
                or(first.builder(), first.baseImage().isEmpty() ? second.builder() : ""),
                or(first.version(), second.version()),
                or(first.packages(), second.packages()),
                or(first.commands(), second.commands()),
                or(first.test(), second.test()),
                or(first.baseImage(), second.baseImage()),
                or(first.project(), second.project()),
                first.origin(),
                or(first.pip(), second.pip()),
                or(first.dockerfile(), second.dockerfile()));
    }

    private static AppSpec.Run run(AppSpec.Run first, AppSpec.Run second) {
        return new AppSpec.Run(
                or(first.packages(), second.packages()),
                or(first.start(), second.start()),
                or(first.release(), second.release()),
                or(first.postRun(), second.postRun()),
                or(first.user(), second.user()),
                first.templates() || second.templates());
    }

    private static <T> Map<String, T> union(Map<String, T> first, Map<String, T> second) {
        Map<String, T> all = new LinkedHashMap<>(second);
        all.putAll(first);
        return all;
    }

    private static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    private static <T> List<T> or(List<T> first, List<T> second) {
        return first.isEmpty() ? second : first;
    }
}

package rocks.nua.manifest;

import java.util.List;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.SourceTree;

/**
 * The folder {@code nua/} beside a source.
 *
 * @param templates whether it has files that are laid into the container when it starts
 */
record SideFolder(boolean templates) {
    /** These need the library of the first Nua. */
    private static final List<String> PROGRAMS = List.of("nua/build.py", "nua/start.py", "nua/Dockerfile");

    static SideFolder of(SourceTree source, Remarks remarks) {
        PROGRAMS.stream()
                .filter(source::has)
                .forEach(file -> remarks.warn(
                        file + " has no effect: it needs the first Nua. Write build in [build] and start in [run]."));
        return new SideFolder(!source.files("nua/templates/**").isEmpty());
    }

    AppSpec addTo(AppSpec spec) {
        AppSpec.Run run = spec.run();
        return new AppSpec(
                spec.metadata(),
                spec.build(),
                new AppSpec.Run(run.packages(), run.start(), run.release(), run.postRun(), run.user(), templates),
                spec.env(),
                spec.ports(),
                spec.processes(),
                spec.volumes(),
                spec.providers(),
                spec.health(),
                spec.crons(),
                spec.resources());
    }
}

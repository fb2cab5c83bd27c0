package rocks.nua.core.deploy;

import java.util.stream.Stream;
import rocks.nua.api.app.AppSpec;

/** Tells what an app has beside the web process, for whoever reads a plan. */
final class Beside {
    private Beside() {}

    /** A sentence for each command, process, clock and volume. */
    static Stream<String> told(AppSpec spec) {
        return Stream.of(
                        spec.run().release().stream().map(command -> "Before the switch runs: " + command),
                        spec.run().postRun().stream().map(command -> "After the start runs: " + command),
                        spec.processes().stream()
                                .map(process -> "Process '" + process.name() + "' × " + process.scale() + ": "
                                        + process.start()),
                        spec.crons().stream()
                                .map(cron ->
                                        "Cron '" + cron.name() + "' at " + cron.schedule() + ": " + cron.command()),
                        spec.volumes().stream()
                                .map(volume -> "Volume '" + volume.name() + "' at " + volume.target()
                                        + (volume.kept()
                                                ? volume.exclusive()
                                                        ? " is kept, for one container at a time."
                                                        : " is kept."
                                                : " is in memory.")))
                .flatMap(told -> told);
    }
}

package rocks.nua.shell;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.platform.Housekeeping;

/** How things look in this shell. */
final class Tables {
    private Tables() {}

    static ShellTable of(String... columns) {
        ShellTable table = new ShellTable();
        for (String column : columns) {
            table.column(column);
        }
        return table.emptyTableText("There is none yet.");
    }

    static ShellTable ofApps(List<AppStatus> apps) {
        ShellTable table = of("Name", "State", "Release", "Builder", "Deployed", "URL");
        apps.forEach(app -> table.addRow()
                .addContent(
                        app.name(),
                        word(app.state()),
                        app.release(),
                        app.builder(),
                        time(app.deployedAt()),
                        app.url()));
        return table;
    }

    static ShellTable ofBases(List<Housekeeping.BaseImage> bases) {
        ShellTable table = of("Base image", "Digest", "Origin", "Apps", "To rebuild", "To renew");
        bases.forEach(base -> table.addRow()
                .addContent(
                        base.name(),
                        base.digest(),
                        base.origin(),
                        String.join(", ", base.apps()),
                        String.join(", ", base.outdated()),
                        String.join(", ", base.services())));
        return table;
    }

    static void print(AppStatus app, NuaAction to) {
        to.print(ofApps(List.of(app)));
        ShellTable containers = of("Container", "Process", "Release", "State");
        app.containers().forEach(container -> containers
                .addRow()
                .addContent(container.name(), container.process(), container.release(), container.state()));
        to.print(containers);
    }

    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String time(Instant at) {
        return at.equals(Instant.EPOCH) ? "-" : at.toString();
    }
}

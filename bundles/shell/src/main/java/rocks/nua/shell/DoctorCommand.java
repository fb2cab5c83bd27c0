package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.platform.Platform;

/** Checks of everything the platform needs, with what to do. */
@Service
@Command(scope = "nua", name = "doctor", description = "Checks of everything the platform needs, with what to do")
public final class DoctorCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Platform platform;

    @Override
    void act() {
        ShellTable table = Tables.of("", "Check", "Finding", "What to do");
        platform.doctor(CALLER).forEach(check -> table.addRow()
                .addContent(check.good() ? "ok" : "FAULT", check.name(), check.finding(), check.fix()));
        print(table);
    }
}

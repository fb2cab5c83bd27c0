package rocks.nua.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;

/** Sets the number of containers of an app by process. */
@Service
@Command(scope = "nua", name = "scale", description = "Sets the number of containers of an app by process")
public final class ScaleCommand extends AppAction {
    @Argument(index = 1, name = "process=number", description = "As in web=2", required = true, multiValued = true)
    @SuppressWarnings("NullAway.Init")
    private List<String> numbers;

    @Override
    void act(AppName app) {
        print(apps().scale(app, counts(), CALLER));
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        Variables.of(numbers).forEach((process, number) -> counts.put(process, count(number.reveal())));
        return counts;
    }

    private static int count(String number) {
        if (!number.matches("[0-9]{1,3}")) {
            throw NuaException.badRequest("'" + NuaException.excerpt(number) + "' is not a number of containers.");
        }
        return Integer.parseInt(number);
    }
}

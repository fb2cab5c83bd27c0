package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;

/** A command that ends with one line where the platform says no. */
abstract class NuaAction implements Action {
    /** Whoever reached this shell holds the machine itself. */
    static final Caller CALLER = Caller.local();

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    /** The one call of the api with what it prints. */
    abstract void act() throws Exception;

    @Override
    @SuppressWarnings("NullAway") // a command of Karaf has no result to show
    public final Object execute() throws Exception {
        try {
            act();
            return null;
        } catch (NuaException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    final Session session() {
        return session;
    }

    final void print(String line) {
        session.getConsole().println(line);
        session.getConsole().flush();
    }

    final void print(ShellTable table) {
        table.print(session.getConsole());
    }
}

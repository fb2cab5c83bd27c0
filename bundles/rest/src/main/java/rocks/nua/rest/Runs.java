package rocks.nua.rest;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import rocks.nua.api.NuaException;

/** Remembers how the latest commands ended, until their callers have asked. Thread-safe. */
final class Runs {
    private static final int MOST = 1000;

    private final Map<String, Ending> latest = new LinkedHashMap<>();

    /** A command that writes its output and gives its exit status. */
    @FunctionalInterface
    interface Command {
        int run(OutputStream output);
    }

    /** How a command stands. */
    private sealed interface Ending {
        record Open() implements Ending {}

        record Exited(int status) implements Ending {}

        record Failed(NuaException why) implements Ending {}
    }

    String begin() {
        String id = UUID.randomUUID().toString();
        put(id, new Ending.Open());
        return id;
    }

    void finish(String id, Command command, OutputStream output) {
        try {
            put(id, new Ending.Exited(command.run(output)));
        } catch (NuaException e) {
            put(id, new Ending.Failed(e));
            throw e;
        } catch (RuntimeException e) {
            put(id, new Ending.Failed(new NuaException(NuaException.Kind.INTERNAL, "The command broke off.", e)));
            throw e;
        }
    }

    Outcome outcome(String id) {
        Ending ending = find(id);
        if (ending instanceof Ending.Exited exited) {
            return new Outcome(exited.status());
        }
        if (ending instanceof Ending.Failed failed) {
            throw failed.why();
        }
        throw NuaException.conflict("Run '" + id + "' has not ended: read its output to the end first.");
    }

    private synchronized Ending find(String id) {
        Ending ending = latest.get(id);
        if (ending == null) {
            throw NuaException.notFound("There is no run '" + NuaException.excerpt(id) + "': use the header Nua-Run.");
        }
        return ending;
    }

    private synchronized void put(String id, Ending ending) {
        latest.put(id, ending);
        if (latest.size() > MOST) {
            latest.remove(latest.keySet().iterator().next());
        }
    }
}

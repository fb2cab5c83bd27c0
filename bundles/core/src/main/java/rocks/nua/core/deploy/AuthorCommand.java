package rocks.nua.core.deploy;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;

/**
 * A shell command that the app's author wrote into the manifest, and that must succeed.
 *
 * @param purpose the key of the manifest
 * @param text the command
 */
record AuthorCommand(String purpose, String text) {
    static final Duration LIMIT = Duration.ofMinutes(10);

    /** Where a command is run. */
    interface Place {
        /** Runs to the end; returns the exit status. */
        int run(List<String> arguments, OutputStream out);
    }

    /** @throws NuaException REJECTED_BY_APP when the exit status is not 0 */
    void run(LineSink log, Place place) {
        log.line("$ " + text);
        int status;
        try (LineOutput out = new LineOutput(log)) {
            status = place.run(List.of("/bin/sh", "-c", text), out);
        }
        if (status != 0) {
            throw NuaException.rejected("The " + purpose + " command '" + NuaException.excerpt(text)
                    + "' ended with status " + status + ": its output is above; mend it and deploy again.");
        }
    }
}

package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.DockerException;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Locale;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/** Turns what the engine and its connection say into sentences. */
record EngineErrors(Path socket) {

    /** Whether the request broke before the engine could have acted on it, so that it may be sent again. */
    static boolean neverArrived(RuntimeException error) {
        if (error instanceof DockerException) {
            return false;
        }
        return Throwables.getCausalChain(error).stream()
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains("broken pipe") || text.contains("failed to respond"));
    }

    NuaException explained(RuntimeException error) {
        if (error instanceof NuaException known) {
            return known;
        }
        if (error instanceof DockerException answer) {
            return refused(answer.getHttpStatus(), String.valueOf(answer.getMessage()));
        }
        var chain = Throwables.getCausalChain(error);
        if (chain.stream().anyMatch(ClosedByInterruptException.class::isInstance)) {
            return new NuaException(
                    Kind.UNAVAILABLE, "The request to the Docker engine was interrupted. Try again.", error);
        }
        if (chain.stream().anyMatch(IOException.class::isInstance)) {
            return silent(error);
        }
        return new NuaException(Kind.INTERNAL, "Talking to the Docker engine failed: " + error.getMessage(), error);
    }

    NuaException silent(Throwable cause) {
        return NuaException.unavailable(
                "The Docker engine at " + socket + " does not answer. Start it: systemctl start docker.", cause);
    }

    /** The sentence for an answer with an error status. */
    NuaException refused(int status, String body) {
        String text = message(body);
        if (diskFull(text)) {
            return diskFull();
        }
        return switch (status) {
            case 404 -> NuaException.notFound("The Docker engine does not know it: " + text + ".");
            case 409 -> NuaException.conflict("The Docker engine refused: " + text + ".");
            default -> new NuaException(Kind.INTERNAL, "The Docker engine answered " + status + ": " + text + ".");
        };
    }

    static boolean diskFull(String text) {
        return text.contains("no space left on device");
    }

    static NuaException diskFull() {
        return new NuaException(
                Kind.UNAVAILABLE,
                "The disk of the Docker engine is full. Free some space, for instance with: nua prune.");
    }

    private static String message(String body) {
        int start = body.indexOf('{');
        if (start >= 0) {
            try {
                String text = EngineClient.JSON
                        .readTree(body.substring(start))
                        .path("message")
                        .asText("");
                return text.isEmpty() ? body.strip() : text.strip();
            } catch (JsonProcessingException e) {
                return body.strip();
            }
        }
        return body.strip();
    }
}

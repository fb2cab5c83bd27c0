package rocks.nua.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import rocks.nua.api.LineSink;
import rocks.nua.api.Secret;
import rocks.nua.api.engine.ContainerSpec;

/** What runs in a container of the {@link FakeEngine}. */
@FunctionalInterface
public interface FakeProgram {
    /**
     * The container in which the program starts.
     *
     * @param wish what was asked for
     * @param address the container's address, on loopback
     * @param port the variable PORT of the wish, else the port of the image's plan
     */
    record Place(ContainerSpec wish, String address, int port) {}

    /** A program that runs; closing it ends it. */
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** The program ended at once. */
    final class Exited extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        /** With that exit status. */
        public Exited(int status) {
            super("exited with " + status);
            this.status = status;
        }

        /** The exit status. */
        public int status() {
            return status;
        }
    }

    /**
     * Starts; returns while it runs on.
     *
     * @throws Exited when it ends at once
     */
    Running start(Place place, LineSink output);

    /** Answers every request with 200 and this text. */
    static FakeProgram answering(String text) {
        return answering(200, text);
    }

    /** Answers every request with this status and text; with status 500 and above it never becomes healthy. */
    static FakeProgram answering(int status, String text) {
        return (place, output) -> {
            try {
                var server = HttpServer.create(new InetSocketAddress(place.address(), place.port()), 0);
                server.createContext("/", exchange -> {
                    byte[] body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
                server.start();
                output.line("listening on " + place.port());
                return () -> server.stop(0);
            } catch (IOException e) {
                throw new UncheckedIOException(place + " cannot be served", e);
            }
        };
    }

    /** Runs and listens nowhere: cheap, and never healthy where a port is asked. */
    static FakeProgram deaf() {
        return (place, output) -> () -> {};
    }

    /** Writes the lines and ends at once. */
    static FakeProgram exiting(int status, String... lines) {
        return (place, output) -> {
            for (String line : lines) {
                output.line(line);
            }
            throw new Exited(status);
        };
    }

    /** The port of a wish, told by its variable PORT. */
    static int port(ContainerSpec wish, int otherwise) {
        Secret port = wish.env().get("PORT");
        return port == null ? otherwise : Integer.parseInt(port.reveal());
    }
}

package rocks.nua.core.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.api.service.Link;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.Services.Fact;

/**
 * What the recipes of backing services let be done in their containers.
 *
 * @param server runs them
 */
record Commands(Server server) {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration FACTS_LIMIT = Duration.ofSeconds(10);

    /** Makes the app's part where it is missing, and lets its login in. */
    void bind(Service service, Link link) {
        change(service, server.kind(service).bind(credentials(link)), "make room for '" + link.app() + "'");
    }

    void unbind(Service service, Link link) {
        change(service, server.kind(service).unbind(credentials(link)), "close the access of '" + link.app() + "'");
    }

    /** {@link #bind}, for both of its logins during a rotation. */
    void bindAll(Service service, Link link) {
        logins(link).forEach(one -> bind(service, one));
    }

    /** {@link #unbind}, for both of its logins during a rotation. */
    void unbindAll(Service service, Link link) {
        logins(link).forEach(one -> unbind(service, one));
    }

    private static Stream<Link> logins(Link link) {
        return link.former().none() ? Stream.of(link) : Stream.of(link, link.reverted());
    }

    void dump(Service service, Link link, OutputStream to) {
        int status = execute(service, server.kind(service).dump(credentials(link)), to);
        require(status, service, "dump '" + link.app() + "'", "");
    }

    /** Of a link that is not open, the access is opened meanwhile, though nothing reaches the service. */
    void restore(Service service, Link link, InputStream from) {
        if (!link.open()) {
            bind(service, link);
        }
        try {
            var said = new ByteArrayOutputStream();
            Command command = server.kind(service).restore(credentials(link));
            int status = server.execute(service, command.arguments(), from, said, LIMIT);
            require(status, service, "restore '" + link.app() + "'", said.toString(StandardCharsets.UTF_8));
        } finally {
            if (!link.open()) {
                unbind(service, link);
            }
        }
    }

    /** Lines about what the app has; empty: this kind of service cannot tell. */
    Optional<List<String>> fingerprint(Service service, Link link) {
        return server.kind(service).fingerprint(credentials(link)).map(command -> {
            var said = new ByteArrayOutputStream();
            int status = execute(service, command, said);
            String text = said.toString(StandardCharsets.UTF_8);
            require(status, service, "compare what '" + link.app() + "' has", text);
            return text.lines().toList();
        });
    }

    int console(Service service, Link link, InputStream in, OutputStream out, Duration limit) {
        Command command = server.kind(service)
                .console(credentials(link))
                .orElseThrow(() -> NuaException.conflict(
                        "There is no client for '" + service.type() + "' services: use one in an app, with nua exec."));
        return server.execute(service, command.arguments(), new SequenceInputStream(input(command), in), out, limit);
    }

    /** What the server says of itself; nothing when it says it wrongly or too late. */
    List<Fact> facts(Service service) {
        return server.kind(service)
                .facts()
                .map(command -> {
                    var said = new ByteArrayOutputStream();
                    int status = server.execute(service, command.arguments(), input(command), said, FACTS_LIMIT);
                    return status == 0 ? facts(said.toString(StandardCharsets.UTF_8)) : List.<Fact>of();
                })
                .orElse(List.of());
    }

    private static List<Fact> facts(String text) {
        return text.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Fact(parts[0], parts[1]))
                .toList();
    }

    static Credentials credentials(Link link) {
        return new Credentials(
                link.service().value(),
                link.database(),
                link.login().user(),
                link.login().password());
    }

    private void change(Service service, Command command, String purpose) {
        var said = new ByteArrayOutputStream();
        require(execute(service, command, said), service, purpose, said.toString(StandardCharsets.UTF_8));
    }

    private int execute(Service service, Command command, OutputStream out) {
        return server.execute(service, command.arguments(), input(command), out, LIMIT);
    }

    private static InputStream input(Command command) {
        return new ByteArrayInputStream(command.input().getBytes(StandardCharsets.UTF_8));
    }

    private static void require(int status, Service service, String purpose, String said) {
        if (status != 0) {
            String last = said.lines().reduce((before, line) -> line).orElse("it said nothing");
            throw NuaException.conflict("Service '" + service.name() + "' could not " + purpose + " (status " + status
                    + "): " + NuaException.excerpt(last) + ". Nothing was changed.");
        }
    }
}

package rocks.nua.router.nginx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.platform.Settings;

/** One start of the router: waits until it follows the table, or tells why it does not. */
final class Start {
    private static final long PAUSE_MILLIS = 50;
    private static final int PAUSES_BETWEEN_LOOKS = 10;
    private static final Pattern BIND = Pattern.compile("bind\\(\\) to \\S+:(\\d+) failed \\((\\d+): ([^)]+)\\)");
    private static final String IN_USE = "98";

    private final RouterContainer container;
    private final Control control;
    private final Settings settings;
    private final Duration limit;
    private final Instant since = Instant.now();
    private Optional<NuaException> refusal = Optional.empty();

    Start(RouterContainer container, Control control, Settings settings, Duration limit) {
        this.container = container;
        this.control = control;
        this.settings = settings;
        this.limit = limit;
    }

    void run(String digest) {
        container.ensure();
        Instant end = Instant.now().plus(limit);
        for (int pause = 1; !follows(digest); pause++) {
            boolean look = pause % PAUSES_BETWEEN_LOOKS == 0;
            if (Instant.now().isAfter(end) || (look && !container.running())) {
                throw failure();
            }
            sleep();
        }
    }

    /** While it cannot open its ports, the router of another platform may answer there, which cannot read this table. */
    private boolean follows(String digest) {
        try {
            return control.apply().equals(digest);
        } catch (NuaException e) {
            refusal = Optional.of(e);
            return false;
        }
    }

    /** What cannot start is taken away, so that it does not try for ever; what runs may serve on. */
    private NuaException failure() {
        List<String> complaints = container.complaints(since);
        if (!complaints.isEmpty() || !container.running()) {
            container.remove();
        } else if (refusal.isPresent()) {
            return refusal.get();
        }
        return NuaException.unavailable(sentence(complaints), new IllegalStateException(complaints.toString()));
    }

    /** nginx tries a port five times and tells each time; what it told first is the cause. */
    private String sentence(List<String> complaints) {
        for (String complaint : complaints) {
            Matcher bind = BIND.matcher(complaint);
            if (bind.find()) {
                int port = Integer.parseInt(bind.group(1));
                return bind.group(2).equals(IN_USE)
                        ? "The router cannot start: port " + port + " is taken by "
                                + container
                                        .rival(port)
                                        .map(rival -> "the router of another Nua. Set " + variable(port)
                                                + " to a free port, or remove that router where its apps need it no more (docker rm -f "
                                                + rival + ").")
                                        .orElse("another program of this machine. Stop that or set " + variable(port)
                                                + " to a free port.")
                        : "The router cannot open port " + port + " (" + bind.group(3) + "): set " + variable(port)
                                + " to another port.";
            }
        }
        return complaints.isEmpty()
                ? "The router does not answer on port " + settings.routerPort()
                        + " of loopback: see error.log in the folder router/logs of the platform's home."
                : "The router cannot start; nginx says: "
                        + NuaException.excerpt(complaints.get(0).strip());
    }

    private String variable(int port) {
        if (port == settings.httpPort()) {
            return "NUA_HTTP_PORT";
        }
        return port == settings.httpsPort() ? "NUA_HTTPS_PORT" : "NUA_ROUTER_PORT";
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NuaException.unavailable("The start of the router was interrupted. Try again.", e);
        }
    }
}

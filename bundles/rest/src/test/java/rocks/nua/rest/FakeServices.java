package rocks.nua.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Services;

/** One service, {@code db}, which remembers what was asked of it. */
final class FakeServices implements Services {
    final List<String> calls = new ArrayList<>();

    @Override
    public List<Offer> offers(Caller caller) {
        return List.of(new Offer("postgres", List.of("17", "15"), "service-postgres 1.0.0"));
    }

    @Override
    public List<Status> list(Caller caller) {
        return List.of(status("db"));
    }

    @Override
    public Status get(ServiceName service, Caller caller) {
        if (!service.value().equals("db")) {
            throw NuaException.notFound("There is no service '" + service + "'.");
        }
        return status("db");
    }

    @Override
    public Status create(ServiceName service, String type, String version, Caller caller) {
        calls.add("create " + service + " " + type + " " + version);
        return status(service.value());
    }

    @Override
    public List<Deployment> link(ServiceName service, AppName app, Caller caller) {
        calls.add("link " + service + " " + app);
        return List.of();
    }

    @Override
    public List<Deployment> unlink(ServiceName service, AppName app, Caller caller) {
        calls.add("unlink " + service + " " + app);
        return List.of();
    }

    @Override
    public List<Dump> dumps(ServiceName service, LineSink notes, Caller caller) {
        notes.line("Backup store 'näs' does not tell what it has:\nit hangs.");
        return List.of(dump());
    }

    @Override
    public Dump dump(ServiceName service, AppName app, Caller caller) {
        calls.add("dump " + service + " " + app);
        return dump();
    }

    @Override
    public void restore(ServiceName service, String dump, Caller caller) {
        calls.add("restore " + service + " " + dump);
    }

    @Override
    public void destroy(ServiceName service, Caller caller) {
        calls.add("destroy " + service);
    }

    @Override
    public List<Deployment> rotate(ServiceName service, AppName app, Caller caller) {
        calls.add("rotate " + service + " " + app);
        return List.of();
    }

    @Override
    public Status expose(ServiceName service, int port, Caller caller) {
        calls.add("expose " + service + " " + port);
        return status(service.value());
    }

    @Override
    public Status unexpose(ServiceName service, Caller caller) {
        calls.add("unexpose " + service);
        return status(service.value());
    }

    @Override
    public Status renew(ServiceName service, Caller caller) {
        calls.add("renew " + service);
        return status(service.value());
    }

    @Override
    public int console(
            ServiceName service, String app, InputStream in, OutputStream out, Duration limit, Caller caller) {
        try {
            out.write(("console " + service + " " + app + ": ").getBytes(UTF_8));
            in.transferTo(out);
            return 3;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Status copy(ServiceName service, ServiceName copy, Caller caller) {
        calls.add("copy " + service + " " + copy);
        return status(copy.value());
    }

    private static Dump dump() {
        return new Dump("shop.1", "shop", 42, FakeCore.NOON, List.of("disk", "nas"));
    }

    private static Status status(String name) {
        return new Status(
                name,
                "postgres",
                "17",
                "running",
                List.of("shop"),
                1,
                30L << 20,
                "127.0.0.1:5433",
                "",
                List.of(new Fact("connections", "2")),
                Instant.EPOCH);
    }
}

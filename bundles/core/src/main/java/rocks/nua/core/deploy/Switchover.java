package rocks.nua.core.deploy;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.LineSink;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Release;
import rocks.nua.api.engine.Container;
import rocks.nua.core.fleet.Labels;

/** From the old release to the next without losing a request, and back where the next is not well. For one thread. */
final class Switchover {
    private static final Logger LOG = LoggerFactory.getLogger(Switchover.class);

    private final Site site;
    private final App before;
    private final Release next;
    private final int oldPort;

    Switchover(Site site, App before, Release next) {
        this.site = site;
        this.before = before;
        this.next = next;
        this.oldPort = before.release() == 0
                ? 0
                : site.store().release(before.name(), before.release()).port();
    }

    /** Starts the next release beside the old one; where a volume is exclusive, requests wait while the old one ends. */
    List<Container> start() {
        if (exclusive() && before.release() > 0) {
            site.routes().hold(before.name());
            site.fleet().retire(before.name(), site.fleet().surplus(before, next), oldPort);
        }
        return site.fleet().start(before, next);
    }

    List<Container> probe(List<Container> started, LineSink log) {
        site.fleet().awaitHealthy(next, started, log);
        started.stream()
                .filter(container -> Labels.process(container).equals(Labels.WEB))
                .findFirst()
                .ifPresent(first -> next.spec().run().postRun().forEach(command -> postRun(first, command, log)));
        return started;
    }

    private void postRun(Container first, String command, LineSink log) {
        new AuthorCommand("post-run", command).run(log, (arguments, out) -> site.engine()
                .exec(first.name(), arguments, InputStream.nullInputStream(), out, AuthorCommand.LIMIT));
    }

    /** Sends new requests to the next release; returns the old containers. */
    List<Container> to() {
        App now = site.store().app(before.name()).withRelease(next.number()).withRunning(true);
        site.store().save(now);
        site.routes().unhold(before.name());
        site.routes().apply();
        return site.fleet().surplus(now, next);
    }

    List<Container> retire(List<Container> old) {
        site.background(() -> {
            site.fleet().retire(before.name(), old, oldPort == 0 ? next.port() : oldPort);
            site.prune(before);
            site.listLater(next);
        });
        return old;
    }

    String url() {
        return site.routes().url(site.store().app(before.name()));
    }

    /** Takes the next release away; the old one serves as before. */
    void undo() {
        site.store()
                .save(site.store()
                        .app(before.name())
                        .withRelease(before.release())
                        .withRunning(before.running()));
        try {
            List<Container> failed = site.fleet().list(before.name()).stream()
                    .filter(container -> site.isOf(container, next))
                    .toList();
            site.fleet().remove(before.name(), failed, Duration.ofSeconds(2));
            if (exclusive() && before.release() > 0 && before.running()) {
                site.fleet().start(before, site.store().release(before.name(), before.release()));
            }
            site.routes().unhold(before.name());
            site.routes().apply();
        } catch (RuntimeException e) {
            LOG.warn("What is left of release {} of {} is removed by the next reconcile", next.number(), next.app(), e);
        } finally {
            site.routes().unhold(before.name());
            site.store().removeRelease(next.app(), next.number());
        }
    }

    private boolean exclusive() {
        return next.spec().volumes().stream().anyMatch(AppSpec.Volume::exclusive);
    }
}

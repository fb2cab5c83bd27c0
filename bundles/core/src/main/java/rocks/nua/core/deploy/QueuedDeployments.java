package rocks.nua.core.deploy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Domain;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.PlanReport;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.manifest.ManifestReader.Manifest;
import rocks.nua.core.deploy.Planning.Planned;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.platform.StepLog;
import rocks.nua.core.source.Archive;
import rocks.nua.core.source.Workspace;

/** Deployments that wait for their turn: takes sources in, writes rows, and lets {@link Deploy} walk the path. */
public final class QueuedDeployments implements Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedDeployments.class);

    /** Files that still speak where a nua-config is silent. */
    private static final Set<String> BESIDE_A_MANIFEST = Set.of("Procfile", "app.json");

    private final Site site;
    private final Workspace workspace;
    private final Turns turns;
    private final EventLog events;
    private final Domains domains;

    public QueuedDeployments(Site site, Workspace workspace, Turns turns, EventLog events, Domains domains) {
        this.site = site;
        this.workspace = workspace;
        this.turns = turns;
        this.events = events;
        this.domains = domains;
    }

    @Override
    public Deployment start(AppName name, Source source, Options options, Caller caller) {
        caller.require(Permission.OPERATE);
        options.domains().forEach(domain -> domains.requireFree(domain, name));
        Source known = resolved(name, source);
        Path folder = received(known);
        try {
            prepare(name, options, caller);
            Deployment row = site.store()
                    .add(new Deployment(
                            0,
                            name,
                            Deployment.State.QUEUED,
                            label(known),
                            caller.name(),
                            List.of(),
                            0,
                            "",
                            Instant.now()));
            Journal journal = new Journal(site.store(), log(row), row);
            turns.queue(name, () -> walk(journal, known, folder));
            return row;
        } catch (RuntimeException e) {
            Workspace.delete(folder);
            throw e;
        }
    }

    private Runnable walk(Journal journal, Source source, Path folder) {
        Runnable end = new Deploy(site, journal, source, folder).run();
        if (!Thread.currentThread().isInterrupted()) { // else the platform goes down, and the next start does it again
            workspace.forgetChange(journal.row().app());
        }
        return () -> {
            end.run();
            Deployment row = journal.row();
            boolean good = row.state() == Deployment.State.SUCCEEDED;
            events.add(good ? "deployment.succeeded" : "deployment.failed", row.app(), row.caller(), row.message());
            LOG.info("Deployment {} of {}: {}", row.id(), row.app(), row.message());
        };
    }

    /** The source with what is implied made plain; nothing is written yet. */
    private Source resolved(AppName name, Source source) {
        if (source instanceof Source.Earlier rollback) {
            App app = site.store().app(name);
            Release release =
                    rollback.number() == 0 ? previous(app) : site.store().release(name, rollback.number());
            return new Source.Earlier(release.number());
        }
        if (source instanceof Source.Package packed) {
            return new Source.Package(site.packages().app(packed.id()).id());
        }
        if (source instanceof Source.Current && site.store().app(name).release() == 0) {
            throw NuaException.conflict(
                    "App '" + name + "' has no release yet: deploy it first with: nua deploy --app " + name);
        }
        return source;
    }

    /** The newest earlier release that differs from the current one. */
    private Release previous(App app) {
        List<Release> all = site.store().releases(app.name());
        return all.stream()
                .filter(release -> release.number() == app.release())
                .findFirst()
                .flatMap(current -> all.stream()
                        .filter(release -> release.number() < current.number())
                        .filter(release -> !release.image().equals(current.image())
                                || !release.env().equals(current.env())
                                || !release.spec().equals(current.spec()))
                        .findFirst())
                .orElseThrow(() -> NuaException.conflict("App '" + app.name()
                        + "' has no earlier release to go back to. See its releases with: nua releases " + app.name()));
    }

    private Path received(Source source) {
        Path folder = workspace.newBuildFolder();
        if (source instanceof Source.Upload upload) {
            try {
                new Archive(Archive.Limits.DEFAULT).unpack(upload.archive(), folder);
            } catch (RuntimeException e) {
                Workspace.delete(folder);
                throw e;
            }
        }
        return folder;
    }

    private void prepare(AppName name, Options options, Caller caller) {
        App app = site.store().findApp(name).orElseGet(() -> {
            events.add("app.created", name, caller.name(), "App '" + name + "' was created.");
            return App.named(name, Instant.now());
        });
        Map<String, Secret> env = new TreeMap<>(app.env());
        env.putAll(options.env());
        Set<Domain> all = new LinkedHashSet<>(app.domains());
        options.domains().stream()
                .filter(domain -> !domain.equals(site.routes().defaultDomain(name)))
                .forEach(all::add);
        site.store().save(app.withEnv(env).withDomains(new ArrayList<>(all)));
    }

    private static String label(Source source) {
        if (source instanceof Source.Git git) {
            return "git " + git.url().replaceFirst("//[^/@]*@", "//")
                    + (git.ref().isEmpty() ? "" : "#" + git.ref());
        }
        if (source instanceof Source.Push push) {
            return "git push " + push.commit().substring(0, 7);
        }
        if (source instanceof Source.Package packed) {
            return "package " + packed.id();
        }
        if (source instanceof Source.Image image) {
            return "image " + image.image();
        }
        if (source instanceof Source.Earlier earlier) {
            return "release " + earlier.number();
        }
        return source instanceof Source.Upload ? "upload" : "current release";
    }

    @Override
    public Deployment get(AppName app, long id, Caller caller) {
        caller.require(Permission.VIEW);
        return find(app, id);
    }

    private Deployment find(AppName app, long id) {
        site.store().app(app);
        return site.store()
                .findDeployment(app, id)
                .orElseThrow(() -> NuaException.notFound("App '" + app + "' has no deployment " + id + "."));
    }

    @Override
    public List<Deployment> list(AppName app, Caller caller) {
        caller.require(Permission.VIEW);
        site.store().app(app);
        return site.store().deployments(app);
    }

    @Override
    public void log(AppName app, long id, boolean follow, LineSink to, Caller caller) {
        caller.require(Permission.VIEW);
        Deployment row = find(app, id);
        log(row).read(
                        to,
                        () -> !follow
                                || site.store()
                                        .findDeployment(app, id)
                                        .map(now -> now.state().ended())
                                        .orElse(true));
    }

    @Override
    public PlanReport plan(AppName app, Source source, Caller caller) {
        return planned(source, site.builder(app), caller, (manifest, planned) -> {
            String change = site.store()
                    .findApp(app)
                    .map(known -> known.release() == 0
                            ? "App '" + app + "' gets its first release."
                            : "App '" + app + "' goes from release " + known.release() + " to a new one.")
                    .orElse("App '" + app + "' is created at " + site.routes().defaultDomain(app) + ".");
            return new PlanReport(
                    app.value(),
                    planned.builder(),
                    planned.plan().because(),
                    PlanText.of(planned.plan()),
                    manifest.warnings(),
                    Stream.of(
                                    Stream.of(change),
                                    site.bindings().foresee(app, manifest.spec()).stream(),
                                    Beside.told(manifest.spec()))
                            .flatMap(told -> told)
                            .toList());
        });
    }

    @Override
    public String manifest(Source source, Caller caller) {
        return planned(source, "", caller, (manifest, planned) -> {
            if (!manifest.file().isEmpty() && !BESIDE_A_MANIFEST.contains(manifest.file())) {
                throw NuaException.conflict("The folder has " + manifest.file()
                        + ", which is not changed: add to it what the plan should say, as docs/packagers.md shows.");
            }
            return PlanManifest.of(planned, manifest.spec());
        });
    }

    private <T> T planned(Source source, String before, Caller caller, BiFunction<Manifest, Planned, T> told) {
        caller.require(Permission.VIEW);
        Path folder = received(source);
        try {
            site.fetch(source, folder, line -> {});
            Manifest manifest = site.read(source, folder, line -> {});
            return told.apply(manifest, site.planning().plan(site.tree(manifest, folder), before, line -> {}));
        } finally {
            Workspace.delete(folder);
        }
    }

    /** Ends what a crash of the platform interrupted: done where its release serves already, else undone. */
    public void settleInterrupted() {
        for (Deployment row : site.store().unfinished()) {
            boolean serves = row.release() > 0
                    && site.store()
                            .findApp(row.app())
                            .filter(app -> app.release() == row.release())
                            .isPresent();
            Journal journal = new Journal(site.store(), log(row), row);
            if (serves) {
                journal.succeeded(site.routes().url(site.store().app(row.app())));
            } else {
                if (row.release() > 0) {
                    site.store().removeRelease(row.app(), row.release());
                }
                journal.failed("The platform was interrupted. What served before still serves; deploy again.");
            }
        }
    }

    private StepLog log(Deployment row) {
        return new StepLog(workspace.deploymentLog(row.app(), row.id()));
    }
}

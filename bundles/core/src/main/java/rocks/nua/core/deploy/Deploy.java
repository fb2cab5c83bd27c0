package rocks.nua.core.deploy;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Deployment.Step;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Image;
import rocks.nua.core.deploy.Planning.Planned;
import rocks.nua.core.source.Workspace;

/** One walk of the deploy path, from a source to a release that serves. For one thread. */
final class Deploy {
    private static final Logger LOG = LoggerFactory.getLogger(Deploy.class);

    private final Site site;
    private final Journal journal;
    private final Source source;
    private final Path folder;

    Deploy(Site site, Journal journal, Source source, Path folder) {
        this.site = site;
        this.journal = journal;
        this.source = source;
        this.folder = folder;
    }

    /** What is to be run, before it has a number. */
    private record Draft(ImageRef image, String builder, int port, AppSpec spec) {}

    /** Walks the path; never throws. Returns what writes down the end. */
    Runnable run() {
        try {
            Draft draft = earlier().orElseGet(this::built);
            Map<String, Secret> env = step(Step.BIND, log -> bind(draft, log), bound -> bound.size() + " variables");
            Release next = step(Step.RELEASE, log -> release(draft, env, log), made -> "release " + made.number());
            Switchover switchover = new Switchover(site, app(), next);
            try {
                List<Container> started = step(Step.START, log -> switchover.start(), all -> all.size() + " started");
                step(Step.PROBE, log -> switchover.probe(started, log), all -> "healthy");
                List<Container> old = step(Step.SWITCH, log -> switchover.to(), all -> switchover.url());
                step(Step.RETIRE, log -> switchover.retire(old), all -> all.size() + " draining in the background");
            } catch (RuntimeException | Error e) {
                switchover.undo();
                throw e;
            }
            String url = switchover.url();
            return () -> journal.succeeded(url);
        } catch (NuaException e) {
            return failed(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("A deployment of {} failed by a defect", journal.row().app(), e);
            return failed(
                    "The platform made a mistake (" + e + "). Its log tells more; what served before still serves.");
        } finally {
            Workspace.delete(folder);
        }
    }

    private Runnable failed(String sentence) {
        site.forgetFailed(journal.row());
        return () -> journal.failed(sentence);
    }

    private <T> T step(
            Step step, java.util.function.Function<LineSink, T> work, java.util.function.Function<T, String> told) {
        return journal.step(step, work, told);
    }

    private Optional<Draft> earlier() {
        int number = source instanceof Source.Earlier rollback ? rollback.number() : app().release();
        if (source instanceof Source.Earlier || source instanceof Source.Current) {
            Release release = site.store().release(app().name(), number);
            return Optional.of(new Draft(release.image(), release.builder(), release.port(), release.spec()));
        }
        return Optional.empty();
    }

    private Draft built() {
        String fetched = step(Step.FETCH, log -> site.fetch(source, folder, log), told -> told);
        var manifest = step(
                Step.READ,
                log -> site.read(source, folder, log),
                read -> read.file().isEmpty() ? "no manifest, conventions hold" : read.file());
        SourceTree tree = site.tree(manifest, folder);
        Planned planned = step(
                Step.PLAN,
                log -> {
                    site.bindings().requireOffered(app().name(), manifest.spec());
                    return source instanceof Source.Image image
                            ? prebuilt(image)
                            : site.planning().plan(tree, site.builder(app().name()), log);
                },
                plan -> plan.builder() + ": " + String.join("; ", plan.plan().because()));
        Image image = step(
                Step.BUILD,
                log -> build(planned, tree, fetched, log),
                made -> "image "
                        + made.id()
                                .value()
                                .substring(0, Math.min(19, made.id().value().length())) + ", "
                        + (made.sizeBytes() >> 20) + " MiB");
        requireStart(image, manifest.spec());
        return new Draft(image.id(), planned.builder(), port(planned.plan(), image), manifest.spec());
    }

    private static Planned prebuilt(Source.Image source) {
        return new Planned(
                Planning.IMAGE,
                new BuildPlan.Prebuilt(source.image(), 0, List.of("The image " + source.image() + " was named.")));
    }

    private Image build(Planned planned, SourceTree tree, String fetched, LineSink log) {
        App app = app();
        Map<String, String> labels = new java.util.TreeMap<>(Provenance.labels(source, fetched, planned));
        labels.putAll(site.labels().of(app.name()));
        Image image = site.engine()
                .build(
                        new BuildOrder(
                                planned.plan(),
                                tree,
                                site.labels().tag(journal.row()),
                                labels,
                                site.labels().cacheScope(app),
                                app.buildSecrets()),
                        log);
        for (String command : tree.spec().build().test()) {
            Release trial = draftRelease(
                    new Draft(image.id(), planned.builder(), port(planned.plan(), image), tree.spec()), Map.of());
            command(trial, "test", command, log);
        }
        return image;
    }

    private static void requireStart(Image image, AppSpec spec) {
        if (image.command().isEmpty() && spec.run().start().isEmpty()) {
            throw NuaException.rejected("Nobody says how the app starts: add CMD to the Dockerfile, "
                    + "or [run] start to nua-config.toml.");
        }
    }

    private static int port(BuildPlan plan, Image image) {
        if (plan.port() > 0) {
            return plan.port();
        }
        return image.exposedPorts().stream()
                .findFirst()
                .orElseThrow(() -> NuaException.rejected(
                        "Nobody says on which port the app listens: add EXPOSE to the Dockerfile, "
                                + "or [port.web] container = 8080 to nua-config.toml."));
    }

    private Map<String, Secret> bind(Draft draft, LineSink log) {
        var bound = site.bindings().bind(app().name(), draft.spec(), log);
        if (source instanceof Source.Earlier rollback) {
            Release earlier = site.store().release(app().name(), rollback.number());
            return Environment.again(earlier, app().env(), site.ownVariables(app(), draft.port()), bound);
        }
        Map<String, Secret> drawn = Environment.draw(draft.spec(), app().env());
        if (!drawn.isEmpty()) {
            Map<String, Secret> env = new java.util.TreeMap<>(app().env());
            env.putAll(drawn);
            site.store().save(app().withEnv(env));
            tellOf(drawn.keySet(), draft.spec(), log);
        }
        return Environment.of(draft.spec(), app().env(), site.ownVariables(app(), draft.port()), bound);
    }

    /** A log is no place for a secret; how to see it is. */
    private void tellOf(Set<String> drawn, AppSpec spec, LineSink log) {
        for (String name : drawn) {
            if (spec.env().get(name) instanceof AppSpec.EnvValue.Random random && random.shown()) {
                log.line(name + " was drawn; to see it: nua exec " + app().name() + " -- printenv " + name);
            }
        }
    }

    private Release release(Draft draft, Map<String, Secret> env, LineSink log) {
        site.scans().examine(draftRelease(draft, env), log);
        Release made = site.store().add(draftRelease(draft, env));
        journal.release(made);
        try {
            made.spec().run().release().forEach(command -> command(made, "release", command, log));
        } catch (RuntimeException e) {
            site.store().removeRelease(made.app(), made.number());
            throw e;
        }
        return made;
    }

    private Release draftRelease(Draft draft, Map<String, Secret> env) {
        List<String> start = draft.spec().run().start();
        return new Release(
                app().name(),
                0,
                draft.image(),
                draft.builder(),
                start.isEmpty() ? List.of() : List.of("/bin/sh", "-c", String.join("\n", start)),
                draft.port(),
                env,
                draft.spec(),
                journal.row().source(),
                Instant.now());
    }

    private void command(Release release, String purpose, String command, LineSink log) {
        new AuthorCommand(purpose, command).run(log, (arguments, out) -> site.fleet()
                .run(
                        site.wishes().oneOff(release, purpose, arguments),
                        InputStream.nullInputStream(),
                        out,
                        AuthorCommand.LIMIT));
    }

    private App app() {
        return site.store().app(journal.row().app());
    }
}

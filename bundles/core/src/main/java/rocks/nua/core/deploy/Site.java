package rocks.nua.core.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Release;
import rocks.nua.api.app.Source;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.api.manifest.ManifestReader.Manifest;
import rocks.nua.api.source.Git;
import rocks.nua.api.store.Store;
import rocks.nua.core.catalogue.Packages;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.fleet.Routes;
import rocks.nua.core.fleet.Wishes;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.sbom.Sboms;
import rocks.nua.core.sbom.Scans;
import rocks.nua.core.service.Bindings;
import rocks.nua.core.source.Archive;
import rocks.nua.core.source.Origins;

/**
 * What a deployment works with: the drivers, and the few questions it asks of them. Thread-safe.
 *
 * @param engine runs containers
 * @param store desired state
 * @param git fetches repositories
 * @param manifests reads manifests
 * @param planning finds the builder
 * @param fleet starts and retires containers
 * @param routes the route table
 * @param labels names and labels
 * @param bindings gives apps their backing services
 * @param sboms bills of materials
 * @param scans shows scanners what is about to start
 * @param packages what can be installed
 * @param keptReleases releases of an app whose images are kept for rollback, beside the current one
 * @param threads for what goes on after a deployment
 */
public record Site(
        Engine engine,
        Store store,
        Git git,
        ManifestReader manifests,
        Planning planning,
        Fleet fleet,
        Routes routes,
        Labels labels,
        Bindings bindings,
        Sboms sboms,
        Scans scans,
        Packages packages,
        IntSupplier keptReleases,
        ExecutorService threads) {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final Duration QUIET = Duration.ofSeconds(20);

    /** The same, with the builders that are here. */
    public static Site of(
            Engine engine,
            Store store,
            Git git,
            ManifestReader manifests,
            Plugins plugins,
            Packages packages,
            Fleet fleet,
            Routes routes,
            Labels labels,
            Bindings bindings,
            Sboms sboms,
            Scans scans,
            IntSupplier keptReleases,
            ExecutorService threads) {
        return new Site(
                engine,
                store,
                git,
                manifests,
                new Planning(plugins),
                fleet,
                routes,
                labels,
                bindings,
                sboms,
                scans,
                packages,
                keptReleases,
                threads);
    }

    /** Brings the source into the folder; an upload is there already. */
    String fetch(Source source, Path folder, LineSink log) {
        if (source instanceof Source.Git repository) {
            return "commit " + git.checkout(repository, folder, Archive.Limits.DEFAULT.bytes(), log);
        }
        if (source instanceof Source.Push push) {
            // where the platform keeps it is of no use to its author
            LineSink told = line -> {
                if (!line.startsWith("Fetching file:")) {
                    log.line(line);
                }
            };
            return fetch(new Source.Git(push.repository().toString(), push.commit()), folder, told);
        }
        if (source instanceof Source.Package packed) {
            packages.fetch(packed.id(), folder, log);
            return "package " + packed.id();
        }
        return source instanceof Source.Image image ? "image " + image.image() : "source received";
    }

    /** Reads the manifest, and brings the source that it names into the folder. */
    Manifest read(Source source, Path folder, LineSink log) {
        if (source instanceof Source.Image) {
            return new Manifest(AppSpec.EMPTY, "", List.of());
        }
        Manifest manifest = withOrigin(manifests.read(folder), folder, log);
        manifest.warnings().forEach(warning -> log.line("warning: " + warning));
        return manifest;
    }

    private Manifest withOrigin(Manifest manifest, Path folder, LineSink log) {
        AppSpec.Build build = manifest.spec().build();
        if (build.origin().none() || !build.baseImage().isEmpty()) {
            return manifest;
        }
        new Origins(git).fetch(build.origin(), folder, log);
        return manifests.read(folder);
    }

    /** What builders see. */
    SourceTree tree(Manifest manifest, Path folder) {
        AppSpec spec = manifest.spec();
        return new SourceTree(new RelativePath(spec.build().project()).below(folder), spec);
    }

    /** The builder of the app's current release; empty where it has none. */
    String builder(AppName app) {
        return store.findApp(app)
                .flatMap(known -> store.findRelease(app, known.release()))
                .map(Release::builder)
                .orElse("");
    }

    Wishes wishes() {
        return new Wishes(labels);
    }

    /** Variables that every app gets. */
    Map<String, String> ownVariables(App app, int port) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("PORT", String.valueOf(port));
        own.put("NUA_APP", app.name().value());
        own.put(
                "NUA_DOMAIN",
                routes.domains(app).get(app.domains().isEmpty() ? 0 : 1).value());
        own.put("NUA_URL", routes.url(app));
        return own;
    }

    boolean isOf(Container container, Release release) {
        return Labels.release(container) == release.number();
    }

    void background(Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("Work after a deployment failed; the next reconcile does it again", e);
            }
        });
    }

    /** Forgets old releases and the images that no kept release needs; spares those of deployments under way. */
    void prune(App app) {
        prune(app, 0);
    }

    private void prune(App app, long failed) {
        App now = store.app(app.name());
        List<Release> releases = store.releases(now.name());
        Set<Integer> kept = new HashSet<>();
        releases.stream().limit(keptReleases.getAsInt()).map(Release::number).forEach(kept::add);
        kept.add(now.release());
        for (Release release : releases) {
            if (!kept.contains(release.number())) {
                store.removeRelease(now.name(), release.number());
            }
        }
        Set<ImageRef> needed = new HashSet<>();
        store.releases(now.name()).forEach(release -> needed.add(release.image()));
        for (Deployment deployment : store.deployments(now.name())) {
            ImageRef tag = labels.tag(deployment);
            boolean ended = deployment.state().ended() || deployment.id() == failed;
            if (ended
                    && engine.findImage(tag)
                            .filter(image -> !needed.contains(image.id()))
                            .isPresent()) {
                engine.removeImage(tag);
            }
        }
        sboms.keep(now.name(), needed);
    }

    /** Lists what is in the release's image once no newer one has come for a while: that reads the whole image. */
    void listLater(Release release) {
        CompletableFuture.delayedExecutor(QUIET.toMillis(), TimeUnit.MILLISECONDS, this::background)
                .execute(() -> store.findApp(release.app())
                        .filter(app -> app.release() == release.number())
                        .ifPresent(app -> sboms.of(release)));
    }

    /** Leaves nothing of a deployment that failed but its row and its log. */
    void forgetFailed(Deployment failed) {
        try {
            App app = store.app(failed.app());
            prune(app, failed.id());
            if (app.release() == 0) {
                removeNetworkAndVolumes(app.name());
            }
        } catch (RuntimeException e) {
            LOG.warn("What deployment {} of {} left is removed later", failed.id(), failed.app(), e);
        }
    }

    /** Removes what the engine keeps for an app beside containers and images. */
    public void removeNetworkAndVolumes(AppName app) {
        engine.networks(labels.of(app)).forEach(engine::removeNetwork);
        engine.volumes(labels.of(app)).forEach(engine::removeVolume);
    }
}

package rocks.nua.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.Storage;
import rocks.nua.api.manifest.ManifestReader;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.platform.Settings;
import rocks.nua.api.router.Router;
import rocks.nua.api.service.Services;
import rocks.nua.api.service.Upgrades;
import rocks.nua.api.source.Git;
import rocks.nua.api.store.Store;
import rocks.nua.core.app.Removal;
import rocks.nua.core.app.Scaling;
import rocks.nua.core.app.Statuses;
import rocks.nua.core.app.StoredApps;
import rocks.nua.core.catalogue.Inspection;
import rocks.nua.core.catalogue.Packages;
import rocks.nua.core.catalogue.StoredRepositories;
import rocks.nua.core.cron.Crontab;
import rocks.nua.core.deploy.Domains;
import rocks.nua.core.deploy.QueuedDeployments;
import rocks.nua.core.deploy.Site;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.Labels;
import rocks.nua.core.fleet.LogArchive;
import rocks.nua.core.fleet.Reconcile;
import rocks.nua.core.fleet.Releases;
import rocks.nua.core.fleet.Routes;
import rocks.nua.core.fleet.Turns;
import rocks.nua.core.fleet.Wishes;
import rocks.nua.core.install.InstalledPlugins;
import rocks.nua.core.platform.EngineHousekeeping;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.platform.Notifications;
import rocks.nua.core.platform.RunningPlatform;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.sbom.Sboms;
import rocks.nua.core.sbom.Scans;
import rocks.nua.core.service.Backups;
import rocks.nua.core.service.Bindings;
import rocks.nua.core.service.Claims;
import rocks.nua.core.service.Server;
import rocks.nua.core.service.StoredServices;
import rocks.nua.core.service.StoredUpgrades;
import rocks.nua.core.source.Authorities;
import rocks.nua.core.source.Workspace;

/** Puts the core together from its drivers: the one place that knows how the parts are wired, and that owns the threads. */
public final class Core implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Core.class);
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final ExecutorService threads = Executors.newCachedThreadPool(named("nua-work"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Authorities authorities;
    private final EventLog events;
    private final Workspace workspace;
    private final StoredRepositories repositories;
    private final Packages packages;
    private final QueuedDeployments deployments;
    private final StoredApps apps;
    private final Bindings bindings;
    private final Backups backups;
    private final StoredServices services;
    private final StoredUpgrades upgrades;
    private final RunningPlatform platform;
    private final EngineHousekeeping housekeeping;
    private final Reconcile reconcile;
    private final Crontab crontab;
    private boolean settled;

    /** Wires everything; nothing runs before {@link #open}. */
    public Core(
            String version,
            Settings settings,
            Store store,
            Engine engine,
            Storage storage,
            Router router,
            ManifestReader manifests,
            Git git,
            Plugins plugins) {
        authorities = Authorities.of(settings.extraCa());
        Labels labels = new Labels(store.platformId());
        events = new EventLog(store, new Notifications(plugins, threads)::tell);
        Turns turns = new Turns(threads);
        Releases releases = new Releases(store);
        workspace = new Workspace(settings.home());
        LogArchive logs = new LogArchive(engine, workspace, labels);
        Sboms sboms = new Sboms(engine, workspace, labels);
        Fleet fleet = new Fleet(engine, router, labels, logs);
        Routes routes = new Routes(engine, router, store, releases, settings, labels);
        Domains domains = new Domains(store, routes, settings.domain());
        Statuses statuses = new Statuses(store, engine, releases, routes, labels, turns);
        Server server = new Server(engine, plugins, labels, workspace.emptyFolder());
        Claims claims = new Claims(store);
        bindings = new Bindings(store, plugins, server, claims, workspace);
        Inspection inspection = new Inspection(manifests, InstalledPlugins::entry, workspace);
        repositories = new StoredRepositories(settings.home().resolve("repositories"), workspace, events, inspection);
        packages = new Packages(plugins, manifests, workspace, repositories);
        Site site = Site.of(
                engine,
                store,
                git,
                manifests,
                plugins,
                packages,
                fleet,
                routes,
                labels,
                bindings,
                sboms,
                new Scans(plugins, sboms),
                () -> settings.builds().keptReleases(),
                threads);
        deployments = new QueuedDeployments(site, workspace, turns, events, domains);
        apps = new StoredApps(
                store,
                engine,
                deployments,
                fleet,
                routes,
                domains,
                new Wishes(labels),
                logs,
                statuses,
                new Scaling(store, fleet, routes),
                new Removal(store, engine, fleet, routes, releases, labels, sboms, workspace, bindings),
                sboms,
                turns,
                events);
        backups = new Backups(plugins, workspace, events, threads);
        services = new StoredServices(
                store, plugins, server, bindings, claims, deployments, turns, events, workspace, backups, threads);
        upgrades = new StoredUpgrades(store, server, bindings, claims, workspace, backups, events, threads);
        platform = new RunningPlatform(version, settings, engine, storage, store, plugins, events, statuses::all);
        housekeeping = new EngineHousekeeping(engine, storage, store, router, events, labels, settings);
        reconcile = new Reconcile(store, engine, fleet, routes, releases, labels, turns);
        crontab = new Crontab(store, releases, fleet, new Wishes(labels), logs, events, threads);
    }

    /** Ends what was interrupted, then keeps what runs equal to what is wanted. Returns at once. */
    public void open() {
        authorities.trust();
        workspace.sweepBuilds();
        services.sweep();
        platform.open();
        threads.execute(this::rounds);
        threads.execute(this::minutes);
    }

    /** Tells the crontab of each minute once; those in which the machine slept are left out. */
    private void minutes() {
        Instant minute = thisMinute();
        try {
            while (!closed.await(Duration.between(Instant.now(), minute).toMillis() + 60_001, TimeUnit.MILLISECONDS)) {
                if (thisMinute().isAfter(minute)) {
                    minute = thisMinute();
                    tell(minute);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Instant minute) {
        try {
            crontab.minute(minute);
        } catch (RuntimeException | Error e) {
            LOG.error("The jobs of {} were not all started", minute, e);
        }
        try {
            housekeeping.minute(minute);
        } catch (RuntimeException | Error e) {
            LOG.warn("Nothing was pruned; the next day tries again", e);
        }
    }

    private static Instant thisMinute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }

    private void rounds() {
        try {
            while (!closed.await(round().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("Next round");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round; returns the time until the next. */
    private Duration round() {
        try {
            if (!settled) {
                deployments.settleInterrupted();
                settled = true;
            }
            backups.catchUp();
            upgrades.settle();
            bindings.reconcile();
            services.reconcile();
            reconcile.run();
            platform.ready();
            return ROUND;
        } catch (NuaException e) {
            platform.degraded(String.valueOf(e.getMessage()));
            return RETRY;
        } catch (RuntimeException | Error e) {
            LOG.error("Reconcile failed by a defect", e);
            platform.degraded("The platform made a mistake (" + e + "); its log tells more.");
            return ROUND;
        }
    }

    /** The apps. */
    public Apps apps() {
        return apps;
    }

    /** The deploy path. */
    public Deployments deployments() {
        return deployments;
    }

    /** The backing services. */
    public Services services() {
        return services;
    }

    /** What can be installed. */
    public Packages catalogue() {
        return packages;
    }

    /** The upgrades of backing services. */
    public Upgrades upgrades() {
        return upgrades;
    }

    /** Where packages come from. */
    public Repositories repositories() {
        return repositories;
    }

    /** The platform. */
    public Platform platform() {
        return platform;
    }

    /** What the platform keeps for all apps together. */
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /** What happens. */
    EventLog events() {
        return events;
    }

    /** Stops the threads and waits a moment for their end; apps run on. What is under way is settled at the next start. */
    @Override
    public void close() {
        closed.countDown();
        services.close();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("The platform ends while work is under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

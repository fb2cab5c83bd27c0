package rocks.nua.core.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.App;
import rocks.nua.api.app.AppSpec.Cron;
import rocks.nua.api.app.Release;
import rocks.nua.api.store.Store;
import rocks.nua.core.deploy.LineOutput;
import rocks.nua.core.fleet.Fleet;
import rocks.nua.core.fleet.LogArchive;
import rocks.nua.core.fleet.Releases;
import rocks.nua.core.fleet.Wishes;
import rocks.nua.core.platform.EventLog;

/**
 * The commands that running apps want run by the clock, in UTC. It remembers nothing: what is due follows from the current
 * releases, so that a restart of the platform changes nothing and what fell into its absence is not made up for. Thread-safe.
 */
public final class Crontab {
    private static final Logger LOG = LoggerFactory.getLogger(Crontab.class);
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final String CALLER = "nua";

    private final Store store;
    private final Releases releases;
    private final Fleet fleet;
    private final Wishes wishes;
    private final LogArchive logs;
    private final EventLog events;
    private final Executor threads;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** Runs commands on these threads. */
    public Crontab(
            Store store,
            Releases releases,
            Fleet fleet,
            Wishes wishes,
            LogArchive logs,
            EventLog events,
            Executor threads) {
        this.store = store;
        this.releases = releases;
        this.fleet = fleet;
        this.wishes = wishes;
        this.logs = logs;
        this.events = events;
        this.threads = threads;
    }

    /** Starts what is due in that minute and returns at once; to be called once for each. */
    public void minute(Instant minute) {
        ZonedDateTime time = minute.atZone(ZoneOffset.UTC);
        for (App app : store.apps()) {
            if (app.running()) {
                releases.find(app.name(), app.release()).ifPresent(release -> release.spec().crons().stream()
                        .filter(job -> isDue(job, time))
                        .forEach(job -> start(release, job)));
            }
        }
    }

    private static boolean isDue(Cron job, ZonedDateTime time) {
        try {
            return ExecutionTime.forCron(PARSER.parse(job.schedule())).isMatch(time);
        } catch (IllegalArgumentException e) {
            LOG.warn("The schedule '{}' of the job '{}' is never due: {}", job.schedule(), job.name(), e.getMessage());
            return false;
        }
    }

    private void start(Release release, Cron job) {
        String key = release.app() + "/" + job.name();
        if (!underWay.add(key)) {
            tell("cron.skipped", release.app(), job, "was not started, since its last run is still under way.");
            return;
        }
        threads.execute(() -> {
            try {
                run(release, job);
            } catch (RuntimeException e) {
                LOG.error("The job {} was not run by a defect", key, e);
            } finally {
                underWay.remove(key);
            }
        });
    }

    private void run(Release release, Cron job) {
        Tail output = new Tail();
        String fault = fault(release, job, output);
        AppName app = release.app();
        if (store.findApp(app).isEmpty()) {
            return;
        }
        if (!fault.isEmpty()) {
            output.line(fault);
            tell("cron.failed", app, job, fault + " See its output with: nua logs " + app);
        }
        logs.append(app, process(job), output.lines());
    }

    /** Runs the command; returns what went wrong, empty where all is well. */
    private String fault(Release release, Cron job, Tail output) {
        List<String> command = List.of("/bin/sh", "-c", job.command());
        try (LineOutput lines = new LineOutput(output)) {
            int status = fleet.run(
                    wishes.oneOff(release, process(job), command), InputStream.nullInputStream(), lines, LONGEST);
            return status == 0 ? "" : "ended with status " + status + ".";
        } catch (NuaException e) {
            return "was broken off: " + e.getMessage();
        }
    }

    private static String process(Cron job) {
        return "cron-" + job.name();
    }

    private void tell(String type, AppName app, Cron job, String what) {
        events.add(type, app, CALLER, "The job '" + job.name() + "' of '" + app + "' " + what);
    }
}

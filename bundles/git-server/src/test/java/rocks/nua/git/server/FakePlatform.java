package rocks.nua.git.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.app.PlanReport;
import rocks.nua.api.app.Source;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Platform;

/** Deploys what has a file {@code good}, and lets a file {@code slow} wait until it is told to go on. */
final class FakePlatform implements Deployments, Platform {
    final Map<String, String> serving = new ConcurrentHashMap<>();
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Deployment> rows = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Deployment start(AppName app, Source source, Options options, Caller caller) {
        caller.require(Permission.OPERATE);
        Source.Push push = (Source.Push) source;
        calls.add(app + " " + push.commit() + " by " + caller.name());
        if (!Files.isDirectory(push.repository())) {
            throw NuaException.unavailable("The repository is gone.", new IllegalStateException());
        }
        boolean good = has(push, "good");
        if (has(push, "slow")) {
            begun.countDown();
            await(goOn);
        }
        if (good) {
            serving.put(app.value(), push.commit());
        }
        var step = new Deployment.TimedStep(Deployment.Step.BUILD, Instant.EPOCH, Duration.ofMillis(440));
        Deployment row = new Deployment(
                rows.size() + 1,
                app,
                good ? Deployment.State.SUCCEEDED : Deployment.State.FAILED,
                "git push",
                caller.name(),
                List.of(step),
                1,
                "",
                Instant.EPOCH);
        rows.add(row);
        return row;
    }

    private static boolean has(Source.Push push, String file) {
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(push.repository().toFile())
                        .build();
                RevWalk walk = new RevWalk(repository)) {
            var tree = walk.parseCommit(ObjectId.fromString(push.commit())).getTree();
            try (TreeWalk found = TreeWalk.forPath(repository, file, tree)) {
                return found != null;
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Deployment get(AppName app, long id, Caller caller) {
        return rows.get((int) id - 1);
    }

    @Override
    public List<Deployment> list(AppName app, Caller caller) {
        caller.require(Permission.VIEW);
        List<Deployment> all =
                rows.stream().filter(row -> row.app().equals(app)).toList();
        if (all.isEmpty()) {
            throw NuaException.notFound("There is no app '" + app + "'.");
        }
        return all;
    }

    @Override
    public void log(AppName app, long id, boolean follow, LineSink to, Caller caller) {
        to.line("BUILD    0.44s  image");
        to.line(
                get(app, id, caller).state() == Deployment.State.FAILED
                        ? "FAILED at BUILD: No good."
                        : "http://" + app + ".localhost");
    }

    @Override
    public Optional<Caller> authenticate(Secret token) {
        return switch (token.reveal()) {
            case "admin" -> Optional.of(new Caller("anna", Set.of(Permission.values())));
            case "viewer" -> Optional.of(new Caller("vera", Set.of(Permission.VIEW)));
            default -> Optional.empty();
        };
    }

    static Path folder(Path home, String app) {
        return home.resolve("apps").resolve(app);
    }

    @Override
    public String manifest(Source source, Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PlanReport plan(AppName app, Source source, Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Status status(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Check> doctor(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<BuilderInfo> builders(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> events(int most, Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void follow(java.util.function.Consumer<Event> to, Caller caller) {
        throw new UnsupportedOperationException();
    }
}

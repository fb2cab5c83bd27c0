package rocks.nua.core;

import java.util.Optional;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.SourceTree;

/** Starts more threads than it should and ends none. */
public final class ThreadStarter implements Builder {
    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        for (int i = 0; i < 20; i++) {
            Thread left = new Thread(() -> {
                try {
                    Thread.sleep(5_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            left.setDaemon(true);
            left.start();
        }
        return Optional.empty();
    }
}

package rocks.nua.rest;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import rocks.nua.api.NuaException;
import rocks.nua.api.extension.Gates;

/** Gates that call at once, on another thread as real ones do. */
final class OpenGates implements Gates {
    @Override
    public Gate open(Object contribution, String title) {
        return new Gate() {
            @Override
            public Object call(Callable<Object> work) {
                FutureTask<Object> task = new FutureTask<>(work);
                new Thread(task).start();
                try {
                    return task.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof NuaException told
                            ? told
                            : NuaException.unavailable(title + " failed by itself.", e);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {}
        };
    }
}

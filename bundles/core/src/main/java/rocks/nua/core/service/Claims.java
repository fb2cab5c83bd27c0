package rocks.nua.core.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.store.Store;

/** One change at a time for each backing service; the next waits, but not for an upgrade. Not reentrant. Thread-safe. */
public final class Claims {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Store store;
    private final Map<ServiceName, Semaphore> services = new ConcurrentHashMap<>();

    /** Of the services in this store. */
    public Claims(Store store) {
        this.store = store;
    }

    /** Runs the work alone; CONFLICT while an upgrade goes on or when something else does not end. */
    <T> T alone(ServiceName service, Supplier<T> work) {
        take(service);
        try {
            return work.get();
        } finally {
            release(service);
        }
    }

    /** Whoever takes it must release it, if on another thread. */
    void take(ServiceName service) {
        requireNoUpgrade(service);
        try {
            if (!semaphore(service).tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw NuaException.conflict(
                        "Something else goes on with service '" + service + "': wait for its end, then try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NuaException.conflict("The platform is going down: try again when it is back.");
        }
        try {
            requireNoUpgrade(service);
        } catch (RuntimeException e) {
            release(service);
            throw e;
        }
    }

    /** Whether it was free, and is taken now. */
    boolean takeIfFree(ServiceName service) {
        return semaphore(service).tryAcquire();
    }

    void release(ServiceName service) {
        semaphore(service).release();
    }

    /** CONFLICT while an upgrade goes on. */
    void requireNoUpgrade(ServiceName service) {
        if (upgrading(service)) {
            throw NuaException.conflict("Service '" + service
                    + "' is being upgraded: wait for its end, then try again. See it with: nua services info "
                    + service);
        }
    }

    boolean upgrading(ServiceName service) {
        return store.findUpgrade(service)
                .filter(upgrade ->
                        upgrade.state() == Upgrade.State.RUNNING || upgrade.state() == Upgrade.State.REVERTING)
                .isPresent();
    }

    private Semaphore semaphore(ServiceName service) {
        return services.computeIfAbsent(service, name -> new Semaphore(1, true));
    }
}

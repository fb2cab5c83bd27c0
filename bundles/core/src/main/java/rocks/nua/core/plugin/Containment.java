package rocks.nua.core.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;

/**
 * The one place where code of plugins is called: on a thread of its own, within a time limit, whatever it throws, and no more
 * once its bundle is in quarantine. Thread-safe.
 */
final class Containment {
    private static final Logger LOG = LoggerFactory.getLogger(Containment.class);
    private static final int MOST_THREADS_LEFT = 16;
    /** For a call with streams, from the last byte on. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final Duration longest;
    private final Standings standings = new Standings();
    private volatile Consumer<Quarantine> listener = quarantine -> {};

    /** No call may take longer than this, whatever its kind allows. */
    Containment(Duration longest) {
        this.longest = longest;
    }

    Standings standings() {
        return standings;
    }

    /** Tells this one, in place of the one before, of each quarantine. */
    void listen(Consumer<Quarantine> to) {
        listener = to;
    }

    /** The service as it may be called by anybody. */
    <T> T contained(Kind<T> kind, T service, Contributor who) {
        return kind.type()
                .cast(Proxy.newProxyInstance(
                        kind.type().getClassLoader(), new Class<?>[] {kind.type()}, (proxy, method, arguments) -> {
                            if (method.getDeclaringClass().equals(Object.class)) {
                                return ownMethod(proxy, method, arguments, who);
                            }
                            return call(kind, service, who, method, arguments);
                        }));
    }

    private <T> Object call(Kind<T> kind, T service, Contributor who, Method method, Object[] arguments) {
        var movement = new Movement();
        Object[] watched = Stream.ofNullable(arguments)
                .flatMap(Arrays::stream)
                .map(movement::watch)
                .toArray();
        Duration limit = movement.possible() ? LONGEST_SILENCE : kind.limit();
        return call(who, limit, movement, () -> answer(method, service, watched));
    }

    private static Object ownMethod(Object proxy, Method method, Object[] arguments, Contributor who) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> who.title();
        };
    }

    private static Object answer(Method method, Object service, Object[] arguments) throws Exception {
        try {
            Object answer = method.invoke(service, arguments);
            return method.getReturnType().equals(void.class) ? Optional.empty() : Answer.sound(answer);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }

    /** Runs a plugin's code that is given no streams, as below. */
    Object call(Contributor who, Duration limit, Callable<Object> work) {
        return call(who, limit, new Movement(), work);
    }

    /**
     * Runs a plugin's code; its time begins anew whenever something moves.
     *
     * @throws NuaException what the plugin told, or UNAVAILABLE caused by a {@link PluginFault}
     */
    private Object call(Contributor who, Duration limit, Movement movement, Callable<Object> work) {
        who.standing().quarantine().ifPresent(quarantine -> {
            throw PluginFault.told(who.title() + " is in quarantine: " + quarantine.reason()
                    + " Upgrade or remove its plugin (" + who.bundle() + ").");
        });
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(work, who, answer), "nua-plugin " + who.title(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(who.loader());
        who.waiting().put(thread, answer);
        thread.start();
        Duration most = limit.compareTo(longest) < 0 ? limit : longest;
        try {
            Object got = await(answer, most, movement);
            who.standing().good();
            countThreads(who);
            return got;
        } catch (ExecutionException e) {
            thread.interrupt();
            throw movement.failure()
                    .map(own -> NuaException.unavailable(
                            who.title()
                                    + " could not do its work since the platform's own disk failed: check it and its free space.",
                            own))
                    .orElseGet(() -> failure(who, Objects.requireNonNullElse(e.getCause(), e)));
        } catch (TimeoutException e) {
            thread.interrupt();
            String finding = "It did not answer within " + most.toSeconds() + " s";
            tell(who.standing().cutOff(finding));
            throw PluginFault.told(who.title() + " did not answer within " + most.toSeconds()
                    + " s: remove or upgrade its plugin (" + who.bundle() + ").");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw NuaException.unavailable("The platform is going down: try again when it is back.", e);
        } finally {
            who.waiting().remove(thread);
        }
    }

    private static Object await(CompletableFuture<Object> answer, Duration most, Movement movement)
            throws ExecutionException, InterruptedException, TimeoutException {
        Duration left = most;
        while (!left.isNegative()) {
            try {
                return answer.get(left.toMillis() + 1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                left = most.minus(movement.silence());
            }
        }
        throw new TimeoutException();
    }

    /** On the plugin's thread, where even the printing of what it threw is its own affair. */
    private static void run(Callable<Object> work, Contributor who, CompletableFuture<Object> answer) {
        try {
            Object got = work.call();
            Thread.currentThread()
                    .setContextClassLoader(Containment.class.getClassLoader()); // it is no thread left behind
            answer.complete(got);
        } catch (NuaException told) {
            answer.completeExceptionally(told);
        } catch (Answer.Nonsense nonsense) {
            answer.completeExceptionally(new PluginFault("answered nonsense (" + nonsense.getMessage() + ")"));
        } catch (Throwable thrown) {
            Throwable cause = thrown instanceof InvocationTargetException && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown;
            try {
                LOG.warn("{} ({}) failed by itself", who.title(), who.bundle(), cause);
            } finally {
                answer.completeExceptionally(
                        new PluginFault("failed by itself (" + cause.getClass().getName() + ")"));
            }
        }
    }

    private NuaException failure(Contributor who, Throwable thrown) {
        if (thrown instanceof NuaException told) {
            if (!PluginFault.caused(told)) {
                who.standing().good();
            }
            return told;
        }
        String finding = String.valueOf(thrown.getMessage());
        tell(who.standing().bad("It " + finding));
        return PluginFault.told(who.title() + " " + finding + ": remove or upgrade its plugin (" + who.bundle() + ").");
    }

    /** Threads that a plugin started carry its loader, as they inherit it. */
    private void countThreads(Contributor who) {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        Thread[] all = new Thread[root.activeCount() + 32];
        int many = root.enumerate(all);
        int left = 0;
        for (int i = 0; i < many; i++) {
            left += all[i].getContextClassLoader() == who.loader()
                            && who.loader() != getClass().getClassLoader()
                    ? 1
                    : 0;
        }
        if (left > MOST_THREADS_LEFT) {
            tell(who.standing().cutOff("It left " + left + " threads running"));
        }
    }

    private void tell(Optional<Quarantine> made) {
        made.ifPresent(quarantine -> {
            LOG.warn("Plugin {} is in quarantine: {}", quarantine.bundle(), quarantine.reason());
            listener.accept(quarantine);
        });
    }
}

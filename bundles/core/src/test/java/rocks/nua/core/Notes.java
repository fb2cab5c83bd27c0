package rocks.nua.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.testkit.FakeEngine;

/** The servers of {@link NoteService}: a text for each app and who may read it, by container. Thread-safe. */
final class Notes implements FakeEngine.Commands {
    /** What was asked, but for what only looks. */
    final List<String> said = new CopyOnWriteArrayList<>();
    /** Texts, by container and app. */
    final Map<String, String> texts = new ConcurrentHashMap<>();
    /** Users who are let in, by container. */
    final Map<String, Set<String>> users = new ConcurrentHashMap<>();
    /** The command that fails from now on, as {@code restore}; with a container before it, there alone. */
    volatile String failing = "none";
    /** The images whose servers crash as they start. */
    volatile Predicate<ImageRef> crashing = image -> false;
    /** The command that does not end until its thread is interrupted; with {@code after} before it, when its work is done. */
    volatile String hanging = "none";

    final CountDownLatch hangs = new CountDownLatch(1);

    @Override
    public int run(ContainerSpec wish, List<String> command, InputStream in, OutputStream out) throws IOException {
        String verb = command.get(0);
        String place = wish.name() + " ";
        if (crashing.test(wish.image())) {
            throw NuaException.conflict("Container " + wish.name() + " is restarting");
        }
        if (verb.equals(hanging)) {
            hang();
        }
        if (failing.equals(verb) || failing.equals(place + verb)) {
            return 1;
        }
        if (!Set.of("ready", "facts", "fingerprint").contains(verb)) {
            said.add(String.join(" ", command));
        }
        Set<String> here = users.computeIfAbsent(wish.name(), name -> ConcurrentHashMap.newKeySet());
        switch (verb) {
            case "bind" -> here.add(command.get(1));
            case "unbind" -> here.remove(command.get(1));
            case "dump", "fingerprint" ->
                out.write(texts.getOrDefault(place + command.get(1), "nothing").getBytes(UTF_8));
            case "restore" -> texts.put(place + command.get(1), new String(in.readAllBytes(), UTF_8));
            case "console" -> in.transferTo(out);
            case "facts" -> out.write("size\t1 page\nnonsense\nslowest\tone\nslowest\ttwo\n".getBytes(UTF_8));
            default -> out.flush();
        }
        if (hanging.equals("after " + verb)) {
            hang();
        }
        return 0;
    }

    private void hang() throws IOException {
        hangs.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("killed");
        }
    }
}

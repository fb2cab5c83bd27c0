package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import rocks.nua.api.Secret;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.testkit.TrialServer.Answer;

/** The life of two apps with one server, told by what they read. */
final class Trial {
    private static final Credentials SHOP = app("my_shop", "my_shop", "firstPassword1");
    private static final Credentials BLOG = app("my_blog", "my_blog", "firstPassword2");
    private static final Duration SEEN = Duration.ofSeconds(20);
    private static final Command EMPTY = new Command(java.util.List.of(), "");

    private final BackingServiceContract contract;
    private final BackingService kind;
    private final TrialServer server;

    Trial(BackingServiceContract contract, TrialServer server) {
        this.contract = contract;
        this.kind = contract.service();
        this.server = server;
    }

    private static Credentials app(String database, String user, String password) {
        return new Credentials(TrialServer.HOST, database, user, new Secret(password));
    }

    void run() throws InterruptedException {
        server.start();
        change(kind.bind(SHOP));
        write(SHOP, "apple");
        if (kind.shared()) {
            keepsApart();
        }
        if (kind.persistent()) {
            outlivesItsContainer();
            bringsBackADump();
        }
        if (kind.rotates()) {
            rotates();
        }
        takesAccessAway();
        kind.facts().ifPresent(facts -> server.execute(facts, new byte[0]).expect());
    }

    private void keepsApart() throws InterruptedException {
        change(kind.bind(BLOG));
        write(BLOG, "banana");
        assertFalse(read(BLOG).has("apple"), "an app reads what another wrote");
        assertFalse(read(SHOP).has("banana"), "an app reads what another wrote");
        Credentials thief = app(SHOP.database(), BLOG.user(), BLOG.password().reveal());
        if (!contract.readAtTheConsole()) {
            assertFalse(asApp(thief, contract.read(), "").has("apple"), "an app opens what belongs to another");
        }
        tryToWrite(thief, "cherry");
        assertFalse(read(SHOP).has("cherry"), "an app writes where another reads");
        Credentials liar = app(SHOP.database(), SHOP.user(), BLOG.password().reveal());
        assertNotEquals(0, tryToWrite(liar, "date").status(), "a wrong password is taken");
        assertFalse(read(SHOP).has("date"), "a wrong password is taken");
    }

    private void outlivesItsContainer() throws InterruptedException {
        server.stop();
        server.start();
        assertTrue(read(SHOP).has("apple"), "data goes with the container");
    }

    private void bringsBackADump() throws InterruptedException {
        String before = fingerprint();
        byte[] dump = dump();
        write(SHOP, "elderberry");
        restore(dump, "a dump is not taken");
        assertTrue(read(SHOP).has("apple"), "a dump lacks what was there");
        assertFalse(read(SHOP).has("elderberry"), "a dump does not replace what is there");
        for (byte[] part : new byte[][] {{}, Arrays.copyOf(dump, dump.length / 4)}) {
            Answer refused = server.execute(kind.restore(SHOP), part);
            assertNotEquals(0, refused.status(), "a dump of " + part.length + " of " + dump.length + " bytes is taken");
            assertTrue(read(SHOP).has("apple"), "a dump that is refused takes data away: " + refused.said());
        }
        server.destroy();
        server.start();
        change(kind.bind(SHOP));
        assertFalse(asApp(SHOP, contract.read(), "").has("apple"), "what is destroyed is still there");
        restore(dump, "a dump is not taken by a new server");
        assertTrue(read(SHOP).has("apple"), "a new server lacks what was dumped");
        assertEquals(before, fingerprint(), "what was dumped is compared with what came back");
    }

    private void rotates() throws InterruptedException {
        Credentials second = app(SHOP.database(), SHOP.user() + "_", "secondPassword");
        change(kind.bind(second));
        assertTrue(read(second).has("apple"), "the second user does not see what is there");
        write(second, "fig");
        assertTrue(read(SHOP).has("fig"), "the first user does not see what the second wrote");
        change(kind.unbind(second));
        assertNotEquals(0, tryToWrite(second, "grape").status(), "a user whose access is gone still writes");
        assertTrue(read(SHOP).has("fig"), "the first user lost its access with the second");
    }

    private void takesAccessAway() {
        change(kind.unbind(SHOP));
        if (kind.shared()) {
            assertNotEquals(0, tryToWrite(SHOP, "honey").status(), "an app whose access is gone still writes");
        }
        Credentials again = app(SHOP.database(), SHOP.user(), "thirdPassword3");
        change(kind.bind(again));
        assertTrue(read(again).has("apple"), "an app that is bound again does not find its data");
    }

    private byte[] dump() {
        var dump = new ByteArrayOutputStream();
        assertEquals(0, server.execute(kind.dump(SHOP), new byte[0], dump), "dump");
        assertTrue(dump.size() > 0, "the dump is empty");
        return dump.toByteArray();
    }

    private void restore(byte[] dump, String otherwise) {
        Answer answer = server.execute(kind.restore(SHOP), dump);
        assertEquals(0, answer.status(), otherwise + ": " + answer.said());
    }

    private String fingerprint() {
        return kind.fingerprint(SHOP)
                .map(command -> server.execute(command, new byte[0]).expect().said())
                .orElse("");
    }

    private void change(Command command) {
        server.execute(command, new byte[0]).expect();
    }

    /** What is written may take a moment to be seen, as mail does. */
    private void write(Credentials app, String word) throws InterruptedException {
        tryToWrite(app, word).expect();
        long deadline = System.nanoTime() + SEEN.toNanos();
        while (!read(app).has(word)) {
            assertTrue(System.nanoTime() < deadline, "what was written is not read");
            Thread.sleep(100);
        }
    }

    private Answer tryToWrite(Credentials app, String word) {
        return asApp(app, contract.write(), word);
    }

    private Answer asApp(Credentials app, String script, String word) {
        return contract.readAtTheConsole() && script.equals(contract.read())
                ? server.execute(kind.console(app).orElse(EMPTY), script.getBytes(StandardCharsets.UTF_8))
                : server.asApp(app, script, word);
    }

    private Answer read(Credentials app) {
        return asApp(app, contract.read(), "").expect();
    }
}

package rocks.nua.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import rocks.nua.api.Secret;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Command;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.api.service.BackingService.Version;

/**
 * What every kind of backing service must keep: as far as its data tells, and with the tag {@code docker} each version on a real engine,
 * where two apps write, read, are kept apart, and get back from a dump what they had.
 */
public abstract class BackingServiceContract {
    private static final String PASSWORD = "s3cretS3cretS3cret";
    private static final Credentials APP = new Credentials(TrialServer.HOST, "shop_1", "shop_1", new Secret(PASSWORD));

    /** The kind under test. */
    protected abstract BackingService service();

    /** The engine on which it is tried; where none is given, that is left out. */
    protected Engine engine() {
        throw new TestAbortedException("It is tried on no engine: engine(), write() and read() tell how.");
    }

    /**
     * A script for bash that keeps the word {@code $1}, as an app would: it runs in the service's image beside the server, with the app's
     * variables, and fails where the app has no access.
     */
    protected String write() {
        return "exit 1";
    }

    /** A script as {@link #write} that prints all words that the app keeps. */
    protected String read() {
        return "exit 1";
    }

    /** Whether {@link #read} is no script but what an operator types at the app's console, since apps cannot read by themselves. */
    protected boolean readAtTheConsole() {
        return false;
    }

    @Test
    void offersVersionsEachOnce() {
        List<String> numbers =
                service().versions().stream().map(Version::number).toList();
        assertFalse(numbers.isEmpty(), "no version is offered");
        assertEquals(numbers.size(), new HashSet<>(numbers).size(), "a version is offered twice: " + numbers);
        numbers.forEach(number -> assertTrue(number.matches("[0-9]+(\\.[0-9]+)*"), "not a version: " + number));
    }

    @Test
    void itsServersStartAndKeepTheirData() {
        for (Version version : service().versions()) {
            assertFalse(version.image().start().isEmpty(), version.number() + " has no start command");
            assertTrue(version.dataFolder().startsWith("/"), version.dataFolder() + " is not absolute");
        }
    }

    @Test
    void noPasswordIsSeenInAProcessList() {
        for (Command command : commands()) {
            assertFalse(command.arguments().isEmpty(), "a command without a program");
            assertFalse(String.join(" ", command.arguments()).contains(PASSWORD), "the password is an argument");
            assertFalse(command.toString().contains(PASSWORD), "the password is printed");
        }
    }

    @Test
    void anAppGetsItsOwn() {
        String all = service().variables(APP).entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue().reveal())
                .reduce("", (before, one) -> before + "\n" + one);
        assertTrue(all.contains(APP.host()), "no variable tells the host:" + all);
        service().variables(APP).keySet().forEach(name -> assertTrue(name.matches("[A-Z][A-Z0-9_]*"), name));
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        assertEquals(service().versions(), service().versions());
        assertEquals(commands(), commands());
    }

    @Test
    void aSecondUserGetsTheSameDatabase() {
        if (service().rotates()) {
            Credentials second = new Credentials(APP.host(), APP.database(), "shop_1_", new Secret("0therS3cret"));
            assertNotEquals(service().bind(APP), service().bind(second), "both users are bound alike");
            assertNotEquals(service().unbind(APP), service().unbind(second), "both users are unbound alike");
            assertNotEquals(service().variables(APP), service().variables(second), "the app is not told who it is");
        }
    }

    /** Each version, on the engine. */
    @TestFactory
    @Tag("docker")
    Stream<DynamicTest> keepsWhatAppsWrite(@TempDir Path empty) {
        return service().versions().stream()
                .map(version -> DynamicTest.dynamicTest("version " + version.number(), () -> {
                    try (var server = new TrialServer(engine(), service(), version, empty)) {
                        new Trial(this, server).run();
                    }
                }));
    }

    private List<Command> commands() {
        BackingService service = service();
        List<Command> commands = new ArrayList<>(List.of(service.ready(), service.bind(APP), service.unbind(APP)));
        if (service.persistent()) {
            commands.addAll(List.of(service.dump(APP), service.restore(APP)));
        }
        service.fingerprint(APP).ifPresent(commands::add);
        service.console(APP).ifPresent(commands::add);
        service.facts().ifPresent(commands::add);
        return commands;
    }
}

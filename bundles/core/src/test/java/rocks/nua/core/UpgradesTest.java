package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.service.Upgrade.State;
import rocks.nua.api.service.Upgrade.Step;

/** Upgrades that go well, fail at each step and are cut off at each step. */
class UpgradesTest {
    private static final ServiceName DB = new ServiceName("db");
    private static final AppName SHOP = new AppName("shop");
    private static final String OLD = "nua-fake-service-db";
    private static final String NEW = OLD + ".2";

    private final Notes notes = new Notes();
    private House house;

    @BeforeEach
    void open(@TempDir Path home) {
        house = new House(home);
        house.plugins.addService(new NoteService(), Map.of("nua.plugin.name", "note"));
        house.engine.commands(notes);
        house.deploy("shop", "one");
        house.core.services().create(DB, "note", "1", House.CALLER);
        house.ended(house.core.services().link(DB, SHOP, House.CALLER).get(0));
        notes.texts.put(OLD + " shop", "all of it");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void movesTheDataAndKeepsTheOldUntilConfirmed() {
        List<String> log = upgraded(State.UNCONFIRMED);
        assertEquals(
                List.of("START", "CLOSE", "DUMP", "RESTORE", "VERIFY", "SWITCH", "Version"),
                log.stream().map(line -> line.split(" ", 2)[0]).toList());
        assertEquals("all of it", notes.texts.get(NEW + " shop"));
        assertEquals(Set.of("shop"), notes.users.get(NEW));
        assertEquals(Set.of(), notes.users.get(OLD));
        assertEquals("2", house.store.service(DB).version());
        assertEquals(List.of(NEW), servers());
        assertTrue(house.engine.volumes(Map.of()).containsAll(List.of(OLD, NEW)));
        assertTrue(house.engine.calls().contains("join " + NEW + " nua-fake-shop db"));
        refused("is no newer one");

        house.core.upgrades().confirm(DB, House.CALLER);
        assertEquals(List.of(NEW), house.engine.volumes(Map.of("nua.service", "db")));
        assertThrows(NuaException.class, () -> house.core.upgrades().get(DB, House.CALLER));
        assertThrows(NuaException.class, () -> house.core.upgrades().revert(DB, House.CALLER));
    }

    @Test
    void goesBackWhenSomebodySaysSo() {
        upgraded(State.UNCONFIRMED);
        notes.texts.put(NEW + " shop", "and more");
        int dumps = house.core.services().dumps(DB, note -> {}, House.CALLER).size();
        notes.failing = "dump";
        assertThrows(NuaException.class, () -> house.core.upgrades().revert(DB, House.CALLER));
        assertEquals("2", house.store.service(DB).version());
        assertEquals(Set.of("shop"), notes.users.get(NEW));
        notes.failing = "none";
        house.core.upgrades().revert(DB, House.CALLER);
        servesAsBefore();
        assertEquals(
                dumps + 1,
                house.core.services().dumps(DB, note -> {}, House.CALLER).size());
        upgraded(State.UNCONFIRMED);
    }

    @ParameterizedTest
    @CsvSource({"unbind, CLOSE", "dump, DUMP", "restore, RESTORE", NEW + " bind, RESTORE", NEW + " fingerprint, VERIFY"
    })
    void anyFailureLeadsBack(String failing, Step step) {
        notes.failing = failing;
        List<String> log = upgraded(State.FAILED);
        assertTrue(log.get(log.size() - 1).startsWith("FAILED at " + step + ": "), log.toString());
        notes.failing = "none";
        servesAsBefore();
        upgraded(State.UNCONFIRMED);
    }

    @Test
    void aCopyThatDiffersIsNotServed() {
        notes.failing = "none";
        house.engine.commands((wish, command, in, out) -> {
            int status = notes.run(wish, command, in, out);
            notes.texts.computeIfPresent(NEW + " shop", (key, text) -> "some of it");
            return status;
        });
        List<String> log = upgraded(State.FAILED);
        assertTrue(log.get(log.size() - 1).contains("'all of it' became 'some of it'"), log.toString());
        servesAsBefore();
    }

    @Test
    void aVersionThatCannotBeBuiltChangesNothing() {
        house.engine.failBuilds("no such package");
        List<String> log = upgraded(State.FAILED);
        assertTrue(log.get(log.size() - 1).startsWith("FAILED at START: "), log.toString());
        servesAsBefore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "unbind", "dump", "restore", "fingerprint"})
    void whatIsCutOffIsUndone(String hanging) throws InterruptedException {
        notes.hanging = hanging;
        house.core.upgrades().start(DB, "", House.CALLER);
        assertTrue(notes.hangs.await(10, TimeUnit.SECONDS));
        assertThrows(NuaException.class, () -> house.core.services().unlink(DB, SHOP, House.CALLER));
        notes.hanging = "none";
        house.restart();
        House.await(() -> state() != State.RUNNING);
        assertEquals(State.FAILED, state());
        servesAsBefore();
        upgraded(State.UNCONFIRMED);
    }

    @Test
    void whatIsCutOffAfterTheSwitchIsFinished() {
        upgraded(State.UNCONFIRMED);
        Upgrade row = house.store.findUpgrade(DB).orElseThrow();
        house.store.save(row.now(State.RUNNING, ""));
        house.engine.remove(NEW, Duration.ZERO);
        house.restart();
        assertEquals(State.UNCONFIRMED, state());
        assertEquals(List.of(NEW), servers());
    }

    @Test
    void whatCannotBeIsOneSentence() {
        refused("1", "is no newer one");
        refused(">=3", "is not offered in version");
        assertThrows(
                NuaException.class, () -> house.core.upgrades().start(new ServiceName("nothing"), "", House.CALLER));
        assertThrows(NuaException.class, () -> house.core.upgrades().confirm(DB, House.CALLER));
        servesAsBefore();
    }

    private void refused(String sentence) {
        refused("", sentence);
    }

    private void refused(String version, String sentence) {
        String told = String.valueOf(
                assertThrows(NuaException.class, () -> house.core.upgrades().start(DB, version, House.CALLER))
                        .getMessage());
        assertTrue(told.contains(sentence), told);
    }

    private List<String> upgraded(State wanted) {
        house.core.upgrades().start(DB, "", House.CALLER);
        List<String> log = new ArrayList<>();
        house.core.upgrades().log(DB, true, log::add, House.CALLER);
        House.await(() -> state() != State.RUNNING);
        assertEquals(wanted, state(), log.toString());
        return log;
    }

    private State state() {
        return house.store.findUpgrade(DB).orElseThrow().state();
    }

    private void servesAsBefore() {
        assertEquals("1", house.core.services().get(DB, House.CALLER).version());
        assertEquals(List.of(OLD), servers());
        assertEquals(List.of(OLD), house.engine.volumes(Map.of("nua.service", "db")));
        assertEquals("all of it", notes.texts.get(OLD + " shop"));
        assertEquals(Set.of("shop"), notes.users.get(OLD));
    }

    private List<String> servers() {
        return house.containers().stream()
                .filter(name -> name.contains("service"))
                .toList();
    }
}

package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.Caller;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployment.State;
import rocks.nua.api.notify.Notifier;
import rocks.nua.api.scan.Scanner;
import rocks.nua.api.scan.Scanner.Verdict;

/** What the core does with scanners, notifiers and authenticators. */
class ContributionsTest {
    private House house;

    @BeforeEach
    void open(@TempDir Path home) {
        house = new House(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Map<String, Object> named(String name) {
        return Map.of("nua.plugin.name", name);
    }

    @Test
    void aScannerSeesTheImageAndRefuses() {
        List<Scanner.Candidate> seen = new CopyOnWriteArrayList<>();
        Scanner strict = candidate -> {
            seen.add(candidate);
            return seen.size() == 1 ? Verdict.warn(List.of("left-pad is old.")) : Verdict.refuse("left-pad is bad.");
        };
        house.plugins.addScanner(strict, named("strict"));
        assertEquals(State.SUCCEEDED, house.deploy("shop", "1").state());
        assertTrue(house.log.toString().contains("warning: strict: left-pad is old."), house.log.toString());
        assertEquals("shop", seen.get(0).app().value());
        assertTrue(seen.get(0).cycloneDx().contains("CycloneDX"));
        Deployment refused = house.deploy("shop", "2");
        assertEquals("Failed at RELEASE: Scanner 'strict' refuses this release: left-pad is bad.", refused.message());
        assertEquals(1, house.store.app(refused.app()).release());
        assertEquals(1, house.store.releases(refused.app()).size());
        house.plugins.removeScanner(strict);
        assertEquals(State.SUCCEEDED, house.deploy("shop", "3").state());
    }

    @Test
    void aScannerThatFailsStopsNobody() {
        house.plugins.addScanner(
                candidate -> {
                    throw new IllegalStateException("boom");
                },
                named("broken"));
        assertEquals(State.SUCCEEDED, house.deploy("shop", "1").state());
        assertTrue(house.log.toString().contains("warning: Scanner 'broken' failed by itself"), house.log.toString());
    }

    @Test
    void notifiersAreToldInOrderAndASlowOneHoldsUpNobody() {
        CountDownLatch slow = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        house.plugins.addNotifier(
                event -> {
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                named("slow"));
        Notifier quick = event -> {
            if (told.isEmpty()) {
                told.add("failed");
                throw new NuaException(NuaException.Kind.UNAVAILABLE, "The mail server does not answer.");
            }
            told.add(event.type() + " " + event.app());
        };
        house.plugins.addNotifier(quick, named("quick"));
        assertEquals(State.SUCCEEDED, house.deploy("shop", "1").state());
        assertEquals(State.SUCCEEDED, house.deploy("shop", "2").state());
        House.await(() -> told.size() >= 3);
        assertEquals(
                List.of("failed", "deployment.succeeded shop", "deployment.succeeded shop"), new ArrayList<>(told));
        slow.countDown();
    }

    @Test
    void authenticatorsAreAskedAfterTheTokensOfThePlatform() {
        house.plugins.addAuthenticator(
                (user, secret) -> {
                    throw new IllegalStateException("boom");
                },
                named("a-broken"));
        house.plugins.addAuthenticator(
                (user, secret) -> secret.reveal().equals("sesame")
                        ? Optional.of(new Caller(user.isEmpty() ? "token" : user, Set.of(Permission.VIEW)))
                        : Optional.empty(),
                named("ldap"));
        assertEquals(
                Optional.of(new Caller("ldap:anna", Set.of(Permission.VIEW))),
                house.core.platform().authenticate("anna", new Secret("sesame")));
        assertEquals(
                "ldap:token",
                house.core
                        .platform()
                        .authenticate(new Secret("sesame"))
                        .map(Caller::name)
                        .orElse(""));
        assertEquals(Optional.empty(), house.core.platform().authenticate("anna", new Secret("simsalabim")));
    }
}

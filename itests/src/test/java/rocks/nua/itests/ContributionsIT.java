package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of contribution and each misbehaviour, by jars of a third party in a platform that runs. */
@Tag("docker")
final class ContributionsIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    private static Path folder;

    private static void drop(String name, String code, Map<String, String> instructions) throws Exception {
        drop(PluginJar.make(folder, name, code, instructions));
    }

    private static void drop(Path jar) throws IOException {
        Path part = NUA.home().resolve("deploy/.part");
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, deployed(jar.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(String name) throws IOException {
        Files.delete(deployed(name + ".jar"));
    }

    private static Path deployed(String jar) {
        return NUA.home().resolve("deploy").resolve(jar);
    }

    private static void eventually(String what, BooleanSupplier holds) {
        NuaPlatform.eventually(what, Duration.ofSeconds(60), holds);
    }

    private static Path site(String name) throws IOException {
        Path site = Files.createDirectories(folder.resolve(name));
        Files.writeString(site.resolve("index.html"), "I am " + name + "\n");
        return site;
    }

    @Test
    void anAppPackageIsFoundAndDeployed() throws Exception {
        Path app = site("pages").resolve("nua-config.toml");
        Files.writeString(
                app,
                "format = 1\n[metadata]\nid = \"pages\"\nversion = \"2.1\"\ntitle = \"Some pages\"\ntags = [\"cms\"]\n");
        Map<String, String> header =
                Map.of("Nua-Packages", "apps/pages", "-includeresource", "apps/pages=" + folder.resolve("pages"));
        drop(PluginJar.pack(folder, "pages-package", header));
        eventually(
                "the package is there",
                () -> NUA.nua("packages", "search", "cms").out().contains("pages"));
        assertFalse(NUA.nua("packages", "search", "accounting").expect(0).out().contains("pages"));
        assertTrue(NUA.nua("packages", "show", "pages").expect(0).out().contains("org.example.pages-package 1.0.0"));
        NUA.nua("packages", "show", "nothing").expect(3);
        NUA.nua("packages", "install", "pages", "--app", "site").expect(0);
        assertEquals("I am pages\n", NUA.visit("site", "/").expect(200).text());
        String ordered = NUA.rest()
                .post("/apps/site/deployments", "{\"package\":\"pages\"}")
                .expect(202)
                .location();
        assertEquals(
                "package pages", NUA.rest().ended(ordered).json().path("source").asText());
        remove("pages-package");
        eventually(
                "the package is gone",
                () -> !NUA.nua("packages", "search").out().contains("pages"));
        NUA.nua("deploy", "--package", "pages").expect(3);
        assertEquals("I am pages\n", NUA.visit("site", "/").expect(200).text(), "what it brought runs on");
    }

    @Test
    void aSignedRepositoryOffersItsApps() throws Exception {
        Path shop = Files.createDirectories(folder.resolve("repository"));
        byte[] archive = Sources.archive(Sources.file("afar.txt"), "afar");
        Files.write(shop.resolve("pages.tar"), archive);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        String index = "{\"format\":1,\"packages\":[{\"id\":\"afar\",\"title\":\"From afar\",\"archive\":\"pages.tar\","
                + "\"sha256\":\"" + sha256 + "\"}]}";
        Files.writeString(shop.resolve("index.json"), index);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(index.getBytes(StandardCharsets.UTF_8));
        Files.write(shop.resolve("index.json.sig"), signer.sign());
        Path key = folder.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        NUA.nua("repositories", "add", shop.toString(), "--name", "ours", "--key", key.toString())
                .expect(0);
        assertTrue(NUA.nua("packages", "search", "afar").expect(0).out().contains("ours"));
        NUA.nua("packages", "install", "afar").expect(0);
        assertEquals("afar", NUA.visit("afar", "/afar.txt").expect(200).text());
        Files.writeString(shop.resolve("index.json"), index.replace("From", "Not from"));
        Program tampered = NUA.nua("repositories", "refresh", "ours").expect(2);
        assertTrue(tampered.err().contains("is not signed by the key"), tampered.toString());
        assertTrue(NUA.nua("repositories", "list").expect(0).out().contains("is not signed by the key"));
        assertTrue(shell("nua", NUA.token(), "nua:repositories-list").contains("ours"));
        NUA.nua("repositories", "remove", "ours").expect(0);
        NUA.nua("packages", "show", "afar").expect(3);
    }

    @Test
    void aRestResourceComesAndGoesUnnoticedByOthers() throws Exception {
        try (Load load = new Load(NUA.port("NUA_API_PORT"), "127.0.0.1", "/api/v1/health")) {
            for (int round = 0; round < 5; round++) {
                drop("greeting", GREETING, Map.of());
                eventually(
                        "the routes are there",
                        () -> NUA.rest().get("/x/greeting/hello/Anna").status() == 200);
                assertEquals(
                        "Hello Anna, here is admin",
                        NUA.rest()
                                .get("/x/greeting/hello/Anna")
                                .json()
                                .path("words")
                                .asText());
                assertEquals(
                        401,
                        NUA.rest().as("nobody").get("/x/greeting/hello/Anna").status());
                load.more(100);
                assertTrue(openApi().contains("/x/greeting/hello/{name}"));
                remove("greeting");
                eventually(
                        "the routes are gone",
                        () -> NUA.rest().get("/x/greeting/hello/Anna").status() == 404);
            }
            load.expectNoneLost();
            assertFalse(openApi().contains("/x/greeting"));
        }
    }

    private static String openApi() {
        return NUA.rest().get("/openapi.json").expect(200).json().path("paths").toString();
    }

    @Test
    void aShellCommandWorks() throws Exception {
        drop("command", COMMAND, Map.of("Karaf-Commands", "greet"));
        eventually("the command is there", () -> shell("nua", NUA.token(), "example:greet Anna")
                .contains("Hello Anna"));
        remove("command");
        eventually("it is gone", () -> shell("nua", NUA.token(), "example:greet Anna")
                .contains("Command not found"));
    }

    private static String shell(String user, String password, String command) {
        try {
            return Ssh.run(NUA, user, password, command);
        } catch (IOException e) {
            return "refused: " + e;
        }
    }

    @Test
    void anAuthenticatorLetsInWhomItKnows() throws Exception {
        assertEquals(401, NUA.rest().as("reader").get("/apps").status());
        drop("login", LOGIN, Map.of());
        eventually(
                "the reader is known",
                () -> NUA.rest().as("reader").get("/apps").status() == 200);
        assertEquals(
                403,
                NUA.rest().as("reader").post("/apps", "{\"name\":\"mine\"}").status());
        assertEquals(401, NUA.rest().as("sesame").get("/apps").status());
        assertTrue(shell("root", "sesame", "nua:status").contains("ready"));
        assertTrue(shell("root", "wrong", "nua:status").startsWith("refused"));
        assertEquals(200, NUA.rest().get("/apps").status());
        remove("login");
        eventually(
                "nobody else is known",
                () -> NUA.rest().as("reader").get("/apps").status() == 401);
    }

    @Test
    void aScannerRefusesAndANotifierTells() throws Exception {
        Path told = folder.resolve("told.txt");
        drop("mail", NOTIFIER.replace("TOLD", told.toString()), Map.of());
        drop("scan", SCANNER, Map.of());
        eventually("both are there", () -> NUA.nua("deploy", site2("scanned"), "--app", "scanned")
                .out()
                .contains("warning: scan: Node is not there."));
        Program refused = NUA.nua("deploy", site2("doomed"), "--app", "doomed").expect(1);
        assertTrue(
                refused.out().contains("Scanner 'scan' refuses this release: base-files is there."),
                refused.toString());
        eventually("the notifier has told", () -> text(told).contains("deployment.failed doomed"));
        assertTrue(text(told).contains("deployment.succeeded scanned"), text(told));
        remove("scan");
        eventually(
                "the scanner is gone",
                () -> NUA.nua("deploy", site2("doomed"), "--app", "doomed").status() == 0);
        remove("mail");
    }

    private static String site2(String name) {
        try {
            return site(name).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void misbehaviourHarmsNobodyElse() throws Exception {
        drop("bad", BAD.replace("BODY", "throw new IllegalStateException(\"boom\");"), Map.of());
        eventually("it is there", () -> NUA.rest().get("/builders").text().contains("\"bad\""));
        assertOthersAreServed("Builder 'bad' failed by itself (java.lang.IllegalStateException)");
        eventually("it is in quarantine", () -> plan() && doctor().contains("3 times in a row"));
        assertTrue(NUA.rest().get("/events").text().contains("plugin.quarantined"));
        assertOthersAreServed("Builder 'bad' is in quarantine");
        assertQuarantineIsShownAndLifted();
        assertOthersAreServed("Builder 'bad' failed by itself (java.lang.IllegalStateException)");

        replace("while (true) { java.util.concurrent.locks.LockSupport.park(); }");
        assertOthersAreServed("Builder 'bad' did not answer within 10 s");
        assertTrue(doctor().contains("It did not answer within 10 s."), doctor());

        replace("for (int i = 0; i < 20; i++) { Thread t = new Thread(() -> { try { Thread.sleep(20_000); }"
                + " catch (InterruptedException e) { } }); t.setDaemon(true); t.start(); } return Optional.empty();");
        NUA.deploy(site("others"), "others").expect(0);
        assertTrue(doctor().contains("threads running."), doctor());
        assertOthersAreServed("Builder 'bad' is in quarantine");

        replace("return null;");
        assertOthersAreServed("Builder 'bad' answered nonsense (null)");

        replace("return go(0); } static Optional<BuildPlan> go(int i) { return i < 0 ? null : go(i + 1);");
        assertOthersAreServed("Builder 'bad' failed by itself (java.lang.StackOverflowError)");

        replace("throw new NoClassDefFoundError(\"org/example/Absent\");");
        assertOthersAreServed("Builder 'bad' failed by itself (java.lang.NoClassDefFoundError)");

        replace("try { Thread.sleep(60_000); } catch (InterruptedException e) { } return null;");
        Thread leaves = new Thread(() -> {
            NuaPlatform.pause(Duration.ofSeconds(2));
            try {
                remove("bad");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        leaves.start();
        assertOthersAreServed("Builder 'bad' left while it was asked");
        leaves.join();
        assertTrue(doctor().contains("all behave"), doctor());
    }

    private static void assertQuarantineIsShownAndLifted() {
        String told = NUA.nua("plugins", "info", "org.example.bad").expect(0).out();
        assertTrue(told.contains("quarantined") && told.contains("3 times in a row"), told);
        assertTrue(NUA.nua("plugins", "list").expect(0).out().contains("quarantined"));
        assertEquals(
                "QUARANTINED",
                NUA.rest().get("/plugins/org.example.bad").json().path("state").asText());
        assertTrue(shell("nua", NUA.token(), "nua:plugins-list").contains("quarantined"));
        NUA.nua("plugins", "enable", "org.example.bad").expect(0);
        assertEquals(
                "ACTIVE",
                NUA.rest().get("/plugins/org.example.bad").json().path("state").asText());
        assertTrue(doctor().contains("all behave"), doctor());
    }

    /** Another version in place of the one before, which lifts the quarantine. */
    private static void replace(String what) throws Exception {
        Files.deleteIfExists(deployed("bad.jar"));
        eventually("it is gone", () -> !NUA.rest().get("/builders").text().contains("\"bad\""));
        drop("bad", BAD.replace("BODY", what), Map.of());
        eventually("it is there again", () -> NUA.rest().get("/builders").text().contains("\"bad\""));
        assertTrue(doctor().contains("all behave"), doctor());
    }

    private static void assertOthersAreServed(String told) throws IOException {
        Program deployed = NUA.deploy(site("others"), "others").expect(0);
        assertTrue(deployed.out().contains("warning: " + told), deployed.toString());
        assertEquals("I am others\n", NUA.visit("others", "/").expect(200).text());
    }

    private static boolean plan() {
        return NUA.nua("plan", folder.resolve("others").toString()).status() == 0;
    }

    private static String doctor() {
        return NUA.nua("doctor").expect(0).out();
    }

    @Test
    void routesThatSayNothingOfPermissionsAreNotPublished() throws Exception {
        drop("open", GREETING.replace("@Requires(Permission.VIEW)", "").replace("\"greeting\"", "\"open\""), Map.of());
        eventually("the log tells", () -> text(NUA.home().resolve("karaf/data/log/karaf.log"))
                .contains("The routes of plugin 'open' are not published"));
        assertEquals(404, NUA.rest().get("/x/open/hello/Anna").status());
        remove("open");
    }

    private static final String GREETING =
            """
            package greeting;

            import jakarta.ws.rs.*;
            import jakarta.ws.rs.core.Context;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.*;
            import rocks.nua.api.Caller.Permission;
            import rocks.nua.api.extension.*;

            @Component
            @Plugin(name = "greeting")
            @Path("/")
            public class Greeting implements RestResource {
                public record Words(String words) {}

                @GET
                @Path("/hello/{name}")
                @Requires(Permission.VIEW)
                public Words hello(@PathParam("name") String name, @Context Caller caller) {
                    return new Words("Hello " + name + ", here is " + caller.name());
                }
            }
            """;

    private static final String COMMAND =
            """
            package greet;

            import org.apache.karaf.shell.api.action.*;
            import org.apache.karaf.shell.api.action.lifecycle.Service;

            @Service
            @Command(scope = "example", name = "greet", description = "Greets somebody")
            public class GreetCommand implements Action {
                @Argument(name = "name", description = "Whom", required = true)
                private String name;

                @Override
                public Object execute() {
                    System.out.println("Hello " + name);
                    return null;
                }
            }
            """;

    private static final String LOGIN =
            """
            package login;

            import java.util.*;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.*;
            import rocks.nua.api.Caller.Permission;
            import rocks.nua.api.login.Authenticator;

            @Component
            @Plugin(name = "login")
            public class TwoUsers implements Authenticator {
                @Override
                public Optional<Caller> authenticate(String user, Secret secret) {
                    if (user.isEmpty() && secret.reveal().equals("reader")) {
                        return Optional.of(new Caller("reader", Set.of(Permission.VIEW)));
                    }
                    return user.equals("root") && secret.reveal().equals("sesame")
                            ? Optional.of(new Caller("root", Set.of(Permission.values())))
                            : Optional.empty();
                }
            }
            """;

    private static final String SCANNER =
            """
            package scan;

            import java.util.*;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.*;
            import rocks.nua.api.scan.Scanner;

            @Component
            @Plugin(name = "scan")
            public class BaseFiles implements Scanner {
                @Override
                public Verdict scan(Candidate candidate) {
                    boolean there = candidate.components().stream().anyMatch(one -> one.name().equals("base-files"));
                    return there && candidate.app().value().equals("doomed")
                            ? Verdict.refuse("base-files is there.")
                            : Verdict.warn(List.of("Node is not there."));
                }
            }
            """;

    private static final String NOTIFIER =
            """
            package mail;

            import java.nio.file.*;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.*;
            import rocks.nua.api.notify.Notifier;
            import rocks.nua.api.platform.Event;

            @Component
            @Plugin(name = "mail")
            public class FileNotifier implements Notifier {
                @Override
                public void tell(Event event) {
                    try {
                        Files.writeString(Path.of("TOLD"), event.type() + " " + event.app() + "\\n",
                                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    } catch (java.io.IOException e) {
                        throw NuaException.unavailable("The file cannot be written.", e);
                    }
                }
            }
            """;

    private static final String BAD =
            """
            package bad;

            import java.util.*;
            import org.osgi.service.component.annotations.Component;
            import rocks.nua.api.*;
            import rocks.nua.api.build.*;

            @Component
            @Plugin(name = "bad", order = 1)
            public class Bad implements Builder {
                @Override
                public Optional<BuildPlan> plan(SourceTree source) {
                    BODY
                }
            }
            """;
}

package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** An administrator with a browser. */
@Tag("docker")
final class WebIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        browser = new Browser(folder);
        browser.open("http://127.0.0.1:" + NUA.port("NUA_API_PORT") + "/");
    }

    @AfterEach
    void close() throws Exception {
        browser.close();
    }

    private void logIn(String token) {
        browser.input("Token").sendKeys(token + Keys.ENTER);
    }

    @Test
    void aWrongTokenIsToldAndKeptNowhere() {
        logIn("wrong");
        browser.sees("The platform does not accept this token");
        assertTrue(browser.complaints().stream().anyMatch(one -> one.contains("401")), "the browser's log is read");
        assertEquals(0L, browser.run("return sessionStorage.length + localStorage.length"));
        browser.input("Token").clear();
        logIn(NUA.token());
        browser.sees("There is no app yet");
        assertEquals(0L, browser.run("return localStorage.length + document.cookie.length"));
        browser.follow("Log out");
        browser.input("Token");
        assertEquals(0L, browser.run("return sessionStorage.length"));
    }

    @Test
    void appsAreListedAsTheyAre() throws Exception {
        NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/hello-static"), "pages")
                .expect(0);
        logIn(NUA.token());
        browser.sees("http://pages.localhost");
        browser.sees("running");
        NUA.nua("stop", "pages").expect(0);
        browser.sees("stopped");
        NUA.nua("destroy", "pages", "--yes").expect(0);
        browser.sees("There is no app yet");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aPluginIsInstalledWithConsentAndAdministered() throws Exception {
        Path jar = PluginJar.make(
                folder,
                "word-builder",
                Map.of("Bundle-SymbolicName", "org.example.word", "Nua-Permissions", "network"));
        logIn(NUA.token());
        browser.follow("Plugins");
        browser.sees("rocks.nua.builder-node");
        browser.input("File").sendKeys(jar.toString());
        browser.press("Show what it is");
        browser.sees("Nobody whom this platform trusts has signed it");
        assertFalse(listed(), "it was only shown");
        browser.input("Nobody whom").click();
        browser.press("Install");
        assertFalse(listed(), "half a consent is none");
        browser.input("It may have what it needs: network").click();
        browser.press("Install");
        browser.sees("org.example.word 1.0.0 is active.");
        assertTrue(listed());

        browser.follow("org.example.word");
        browser.sees("builder word");
        browser.press("Disable");
        browser.sees("disabled");
        browser.press("Enable");
        browser.sees("active");
        upgrade();
        browser.follow("org.example.word");
        browser.sees("1.1.0");
        browser.press("Uninstall");
        browser.agree();
        browser.sees("rocks.nua.builder-node");
        browser.seesNoMore("org.example.word");
        assertFalse(listed());
        assertEquals(List.of(), browser.complaints());
    }

    private void upgrade() throws Exception {
        Path newer = PluginJar.make(
                folder, "word-builder", Map.of("Bundle-SymbolicName", "org.example.word", "Bundle-Version", "1.1.0"));
        browser.follow("Plugins");
        browser.input("File").sendKeys(newer.toString());
        browser.press("Show what it is");
        browser.input("Nobody whom").click();
        browser.press("Upgrade 1.0.0 to 1.1.0");
        browser.sees("org.example.word 1.1.0 is active.");
    }

    @Test
    void whatGoesWrongIsToldInASentence() throws Exception {
        logIn(NUA.token());
        browser.follow("Plugins");
        browser.input("or its address").sendKeys("mvn:nothing" + Keys.ENTER);
        browser.sees("mvn:group/artifact/version");
        browser.width(360);
        assertEquals(
                true, browser.run("return document.documentElement.scrollWidth <= innerWidth"), "readable on a phone");
    }

    @Test
    void aPanelComesWithItsDataAndGoesWithItsPlugin() throws Exception {
        logIn(NUA.token());
        browser.sees("There is no app yet");
        Path jar = greeting();
        NUA.nua("plugins", "install", jar.toString(), "--unsigned").expect(0);
        browser.follow("Warm greetings");
        browser.enter("Warm greetings");
        browser.sees("Hello Anna, here is admin");
        browser.sees("A panel may ask its own plugin only.");
        browser.leave();
        assertEquals(List.of(), browser.complaints());
        itReachesNothingElse();

        NUA.nua("plugins", "disable", "org.example.greeting").expect(0);
        browser.seesNoMore("Warm greetings");
        browser.sees("This panel is not here");
        NUA.nua("plugins", "enable", "org.example.greeting").expect(0);
        browser.sees("Warm greetings");
        NUA.nua("plugins", "uninstall", "org.example.greeting").expect(0);
        browser.seesNoMore("Warm greetings");
    }

    /** Neither in its frame nor opened in the administrator's own tab, where the token is. */
    private void itReachesNothingElse() {
        browser.enter("Warm greetings");
        assertEquals("SecurityError", browser.run(REACH + "return reach(() => sessionStorage.length)"));
        assertEquals("SecurityError", browser.run(REACH + "return reach(() => parent.document)"));
        assertEquals("null", browser.run("return origin"));
        assertEquals("connect-src", browser.runAsync(FETCH));
        assertEquals(1L, browser.run("return document.styleSheets.length"));
        browser.leave();
        String address = "http://127.0.0.1:" + NUA.port("NUA_API_PORT");
        browser.open(address + "/panels/greeting/");
        assertEquals("SecurityError", browser.run(REACH + "return reach(() => sessionStorage.length)"));
        browser.open(address + "/#/panels/greeting");
        browser.sees("Warm greetings");
    }

    private static final String REACH =
            "const reach = (work) => { try { return String(work()) } catch (e) { return e.name } };";

    /** Which rule of its policy keeps it from asking by itself. */
    private static final String FETCH =
            """
            const done = arguments[0];
            document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
            fetch('/api/v1/health').then(() => done('reached'), () => {});
            """;

    private Path greeting() throws Exception {
        Path pages = Files.createDirectories(folder.resolve("panels/greeting"));
        Files.writeString(
                pages.resolve("index.html"),
                """
                <!doctype html>
                <title>Greetings</title>
                <link rel="stylesheet" href="/lib/pico.classless.min.css">
                <script src="/panel.js" defer></script>
                <script src="greeting.js" defer></script>
                <p id="words"></p>
                <p id="refused"></p>
                """);
        Files.writeString(
                pages.resolve("greeting.js"),
                """
                const put = (id) => (text) => { document.getElementById(id).textContent = text; };
                nua.get('hello/Anna').then(({ words }) => put('words')(words));
                nua.get('../../apps').then(put('refused'), (e) => put('refused')(e.message));
                """);
        return PluginJar.make(
                folder, "greeting", GREETING, Map.of("-includeresource", "panels=" + folder.resolve("panels")));
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
            public class Greeting implements RestResource, Panel {
                public record Words(String words) {}

                @Override
                public String title() {
                    return "Warm greetings";
                }

                @GET
                @Path("/hello/{name}")
                @Requires(Permission.VIEW)
                public Words hello(@PathParam("name") String name, @Context Caller caller) {
                    return new Words("Hello " + name + ", here is " + caller.name());
                }
            }
            """;

    private static boolean listed() {
        return NUA.rest().get("/plugins").text().contains("org.example.word");
    }
}

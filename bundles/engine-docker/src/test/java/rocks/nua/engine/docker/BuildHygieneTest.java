package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Image;

/** What a build may not leave behind, and what it may not take. */
@Tag("docker")
class BuildHygieneTest {
    private static final Map<String, String> LABELS = Map.of("nuaeng.test", "hygiene");
    private static final ImageRef TAG = new ImageRef("nuaeng/hygiene:1");

    private final String value = "sesame-" + UUID.randomUUID();
    private final String scope = "shop-" + UUID.randomUUID();
    private final Path home;
    private final List<String> log = new ArrayList<>();
    private DockerEngine engine;

    BuildHygieneTest(@TempDir Path home) {
        this.home = home;
        this.engine = new DockerEngine(FixedSettings.at(home));
    }

    @AfterEach
    void removalLeavesNothing() throws IOException {
        engine.images(LABELS).forEach(image -> engine.removeImage(image.id()));
        engine.close();
    }

    private Image build(BuildPlan plan, String owner, Map<String, Secret> secrets) throws IOException {
        Path source = Files.createDirectories(home.resolve("source"));
        return engine.build(new BuildOrder(plan, SourceTree.of(source), TAG, LABELS, owner, secrets), log::add);
    }

    private static Recipe recipe(String command) {
        return new Recipe(
                Base.DEBIAN_13,
                List.of(),
                List.of(Step.Run.shell(command)),
                List.of(new CachePath("/home/nua/cache")),
                List.of(),
                List.of(),
                List.of("true"),
                3000,
                Map.of(),
                List.of());
    }

    private BuildPlan dockerfile(String... lines) throws IOException {
        Path source = Files.createDirectories(home.resolve("source"));
        Files.writeString(
                source.resolve("Dockerfile"),
                "FROM " + engine.baseName(Base.DEBIAN_13) + "\n" + String.join("\n", lines) + "\n");
        return new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of());
    }

    /** Whether one of these occurs in what {@code docker save} gives: layers, configuration, history and labels. */
    private static boolean occurs(Image image, byte[]... wanted) throws IOException {
        try (var client = new EngineClient(Path.of("/var/run/docker.sock"));
                var answer = client.stream(Request.builder()
                        .method(Method.GET)
                        .path("/images/" + image.id().value() + "/get")
                        .build());
                InputStream in = new BufferedInputStream(answer.getBody())) {
            byte[] all = in.readAllBytes();
            return Arrays.stream(wanted).anyMatch(bytes -> occurs(all, bytes));
        }
    }

    private static boolean occurs(byte[] all, byte[] wanted) {
        for (int start = 0; start + wanted.length <= all.length; start++) {
            if (all[start] == wanted[0] && Arrays.equals(all, start, start + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aSecretIsThereForTheStepsAndNowhereAfter() throws IOException {
        String second = "second-" + UUID.randomUUID();
        Map<String, Secret> secrets =
                Map.of("NPM_TOKEN", new Secret(value), "KEY", new Secret("first line\n" + second));
        String visible = "kept-" + UUID.randomUUID();
        Image image = build(
                recipe("test \"$NPM_TOKEN\" = \"$(cat /run/secrets/NPM_TOKEN)\" && echo \"have $NPM_TOKEN\""
                        + " && sed -n 2p /run/secrets/KEY | grep -q ^second- && echo " + visible + " > kept"),
                scope,
                secrets);
        assertTrue(log.contains("have ***"), log.toString());
        assertFalse(log.toString().contains(value), log.toString());
        assertTrue(occurs(image, bytes(visible)), "the scan sees nothing at all");
        assertFalse(occurs(image, bytes(value), bytes(second)), "the secret is in the image");

        var error = assertThrows(
                NuaException.class,
                () -> build(recipe("echo \"no $NPM_TOKEN\"; cat /run/secrets/KEY; exit 3"), scope, secrets));
        String told = String.valueOf(error.getMessage());
        assertTrue(told.contains("no ***") && told.contains("exit code 3") && !told.contains("nua-secrets"), told);
        assertFalse(
                told.contains(value) || told.contains(second) || log.toString().contains(value), told);
    }

    @Test
    void aDockerfileMountsItsSecretsInTheUsualWay() throws IOException {
        Image image = build(
                dockerfile("RUN --mount=type=secret,id=NPM_TOKEN grep -q " + value.substring(0, 9)
                        + " /run/secrets/NPM_TOKEN"),
                scope,
                Map.of("NPM_TOKEN", new Secret(value)));
        assertFalse(occurs(image, bytes(value)));
        var error = assertThrows(
                NuaException.class,
                () -> build(
                        dockerfile("RUN --mount=type=secret,id=OTHER,required=true cat /run/secrets/OTHER"),
                        scope,
                        Map.of("NPM_TOKEN", new Secret(value))));
        assertTrue(String.valueOf(error.getMessage()).contains("OTHER"), error.getMessage());
    }

    @Test
    void cachesAreOfOneScope() throws IOException {
        String mine = "RUN --mount=type=cache,id=c,target=/c ";
        build(dockerfile(mine + "touch /c/" + value), scope, Map.of());
        build(dockerfile(mine + "test -e /c/" + value), scope, Map.of());
        build(dockerfile(mine + "test ! -e /c/" + value), scope + "2", Map.of());

        build(recipe("touch /home/nua/cache/" + value), scope, Map.of());
        build(recipe("test -e /home/nua/cache/" + value), scope, Map.of());
        build(recipe("test ! -e /home/nua/cache/" + value), scope + "2", Map.of());
        build(
                dockerfile(
                        "RUN --mount=type=cache,id=nua-" + scope + "/home/nua/cache,target=/c test ! -e /c/" + value),
                scope + "2",
                Map.of());
    }

    @Test
    void aFrontendOfTheAuthorIsRefused() throws IOException {
        Files.writeString(
                Files.createDirectories(home.resolve("source")).resolve("Dockerfile"),
                "# a comment\n#  Syntax = evil.example.org/frontend:1\nFROM x\n");
        var plan = new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of());
        var error = assertThrows(NuaException.class, () -> build(plan, scope, Map.of()));
        assertTrue(String.valueOf(error.getMessage()).contains("'evil.example.org/frontend:1'"), error.getMessage());
        Frontend.require("# syntax=docker/dockerfile:1\nFROM x\n", new RelativePath("Dockerfile"));
    }

    @Test
    void extraAuthoritiesLeaveNoTrace() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = home.resolve("ca.p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ca",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + value,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, status);
        byte[] der = KeyStore.getInstance(store.toFile(), "changeit".toCharArray())
                .getCertificate("ca")
                .getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        Path ca = Files.writeString(
                home.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64.replaceAll("(.{64})", "$1\n")
                        + "\n-----END CERTIFICATE-----\n");
        engine.close();
        FixedSettings usual = FixedSettings.at(home);
        engine = new DockerEngine(new FixedSettings(home, usual.engineSocket(), ca, usual.networkPool(), usual.all()));

        String line = base64.substring(64, 128);
        Image image = build(
                recipe("grep -q '" + line.substring(0, 30) + "' /etc/ssl/certs/ca-certificates.crt"), scope, Map.of());
        assertFalse(occurs(image, bytes(line), bytes("CN=" + value), Arrays.copyOfRange(der, 20, 60)));
    }

    @Test
    void aBuildEndsWhenItFillsTheDisk() throws IOException {
        engine.close();
        engine = new DockerEngine(FixedSettings.at(home).with(Map.of("NUA_BUILD_DISK", "100M")));
        var error = assertThrows(
                NuaException.class,
                () -> build(recipe("head -c 400M /dev/zero > /tmp/big; sync; sleep 60"), scope, Map.of()));
        assertTrue(String.valueOf(error.getMessage()).contains("more than 100 MiB"), error.getMessage());
    }

    /** The age is that of years, so that nothing of others on this engine is touched. */
    @Test
    void diskUseIsTold() throws IOException {
        Duration years = Duration.ofDays(1000);
        build(recipe("echo " + value), scope, Map.of());
        var use = engine.diskUse(years, Long.MAX_VALUE);
        assertTrue(use.imagesBytes() > 50 << 20 && use.cacheBytes() > 0 && use.staleBytes() == 0, use.toString());
        assertTrue(engine.diskUse(Duration.ZERO, Long.MAX_VALUE).staleBytes() > 0);
        assertTrue(engine.diskUse(years, 0).staleBytes() > 0);
        ImageRef id = engine.findImage(TAG).orElseThrow().id();
        assertEquals(0, engine.prune(years, 1L << 50, LABELS));
        assertTrue(engine.findImage(id).isPresent());
    }

    @Test
    void limitsAreTold() {
        int cores = Runtime.getRuntime().availableProcessors();
        assertEquals("2048 MiB, " + cores + ".0 cores, 30 minutes, 10 GiB of disk", engine.limitBuilds());
    }
}

package rocks.nua.router.nginx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;
import rocks.nua.api.engine.ContainerSpec.Mount;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.Image;
import rocks.nua.api.platform.Settings;

/** The container in which nginx runs, made from Debian's packages. */
final class RouterContainer {
    private static final Logger LOG = LoggerFactory.getLogger(RouterContainer.class);
    private static final List<String> START = List.of("sh", "/router/start.sh");
    private static final BuildPlan.Recipe PLAN = new BuildPlan.Recipe(
            BuildPlan.Base.DEBIAN_13,
            List.of(),
            List.of(),
            List.of(),
            List.of("libnginx-mod-http-lua", "lua-cjson", "lua-resty-core", "nginx", "openssl"),
            List.of(),
            START,
            0,
            Map.of(),
            List.of("The router needs nginx with Lua."));

    /** Label with the ports that it opens, for another platform that finds them taken. */
    private static final String PORTS = "nua.router.ports";

    private final Engine engine;
    private final Settings settings;
    private final RouterFolder folder;
    private final String name;
    private final Map<String, String> labels;
    private final ImageRef image;

    RouterContainer(Engine engine, String platformId, Settings settings, RouterFolder folder) {
        this.engine = engine;
        this.settings = settings;
        this.folder = folder;
        this.name = "nua-" + platformId + "-router";
        this.labels = Map.of("nua.platform", platformId, "nua.role", "router");
        String recipe = RouteTable.sha256(PLAN.toString());
        this.image = new ImageRef("nua-" + platformId + "/router:" + recipe.substring(0, 12));
    }

    /**
     * Runs what this version and these settings want. A container of another configuration is replaced: from its end to the
     * listening of the new one, about a second, connections are refused. That happens when Nua is upgraded,
     * its image was built anew or its ports change.
     */
    void ensure() {
        boolean ipv6 = Files.exists(Path.of("/proc/net/if_inet6"));
        var config =
                Config.of(new Config.Choice(settings.httpPort(), settings.httpsPort(), settings.routerPort(), ipv6));
        ImageRef built = engine.findImage(image).orElseGet(this::build).id();
        if (!folder.hasCertificate()) {
            folder.writeCertificate(makeCertificate(built));
        }
        folder.writeConfig(config);
        engine.ensure(spec(config, built));
    }

    /** Whether it runs now: neither gone nor between two starts. */
    boolean running() {
        return engine.list(labels).stream()
                .anyMatch(container -> container.name().equals(name) && container.running());
    }

    /** The running router of another platform on this engine that has this port. */
    Optional<String> rival(int port) {
        return engine.list(Map.of("nua.role", "router")).stream()
                .filter(container -> !container.name().equals(name) && container.running())
                .filter(container -> List.of(
                                container.labels().getOrDefault(PORTS, "").split(" "))
                        .contains(Integer.toString(port)))
                .map(Container::name)
                .findFirst();
    }

    /** What nginx complained about at its starts since then. */
    List<String> complaints(Instant since) {
        var lines = new ArrayList<String>();
        engine.logs(name, since, false, line -> {
            if (line.contains("[emerg]")) {
                lines.add(line.substring(line.indexOf("[emerg]") + "[emerg]".length()));
            }
        });
        return lines;
    }

    void remove() {
        engine.remove(name, Duration.ZERO);
    }

    /** Today's packages on the base that is here. */
    Image build() {
        LOG.info("building the router's image {}", image);
        try {
            Path nothing = Files.createTempDirectory("nua-router");
            try {
                return engine.build(PLAN, SourceTree.of(nothing), image, labels, line -> LOG.debug("{}", line));
            } finally {
                Files.delete(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Certificate makeCertificate(ImageRef built) {
        var out = new ByteArrayOutputStream();
        engine.run(certificateSpec(built), InputStream.nullInputStream(), out, Duration.ofMinutes(1));
        return Certificate.parse(out.toString(StandardCharsets.UTF_8));
    }

    /** Root opens the low ports, the logs and the key; the workers, which meet the world, run as www-data. */
    private ContainerSpec spec(Config config, ImageRef built) {
        var all = new TreeMap<>(labels);
        all.put("nua.router.config", config.digest());
        all.put(PORTS, settings.httpPort() + " " + settings.httpsPort() + " " + settings.routerPort());
        List<Mount> mounts = List.of(
                new Mount.Folder(folder.path(), "/router", true),
                new Mount.Folder(folder.logs(), "/var/log/nginx", false));
        Set<Grant> grants =
                Set.of(Grant.HOST_NETWORK, Grant.PLATFORM_FOLDER, Grant.SERVER_CAPABILITIES, Grant.ROOT_USER);
        var resources = new Resources(1L << 30, Runtime.getRuntime().availableProcessors(), 512);
        return new ContainerSpec(
                name, built, START, Map.of(), all, "", List.of(), mounts, resources, "0", true, grants);
    }

    private ContainerSpec certificateSpec(ImageRef built) {
        return new ContainerSpec(
                name + "-certificate",
                built,
                Certificate.selfSigned(settings.domain()),
                Map.of(),
                labels,
                "",
                List.of(),
                List.of(),
                Resources.DEFAULT,
                "",
                false,
                Set.of());
    }
}

package rocks.nua.router.nginx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.engine.BuildOrder;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.ContainerSpec;
import rocks.nua.api.engine.ContainerSpec.Grant;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.engine.EngineInfo;
import rocks.nua.api.engine.Image;
import rocks.nua.api.engine.Usage;

/** As much of an engine as the router needs, by the docker command; it confines as the real one does. */
final class CliEngine implements Engine {
    private static final String BASE = "hrouter/base:trixie";

    @Override
    public Image build(BuildOrder order, LineSink log) {
        ImageRef tag = order.tag();
        bootstrap();
        var recipe = (BuildPlan.Recipe) order.plan();
        String dockerfile = "FROM " + BASE + "\nRUN useradd -u 10001 nua && apt-get update -q && apt-get install -y -q"
                + " --no-install-recommends " + String.join(" ", recipe.runPackages()) + "\nUSER nua\n";
        docker(dockerfile, "build", "-q", "-t", tag.value(), "-");
        return findImage(tag).orElseThrow();
    }

    private static void bootstrap() {
        if (!docker("", "images", "-q", BASE).isBlank()) {
            return;
        }
        Result made =
                execute("", List.of("mmdebstrap", "--variant=minbase", "--quiet", "trixie", "/tmp/hrouter-base.tar"));
        if (made.status() != 0) {
            throw new IllegalStateException(made.output());
        }
        docker("", "import", "/tmp/hrouter-base.tar", BASE);
        execute("", List.of("rm", "/tmp/hrouter-base.tar"));
    }

    @Override
    public Optional<Image> findImage(ImageRef image) {
        String id = docker("", "images", "-q", "--no-trunc", image.value()).strip();
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Image(new ImageRef(id), List.of(), 0, List.of(), "", List.of(), Instant.EPOCH, Map.of()));
    }

    @Override
    public Container ensure(ContainerSpec wish) {
        String fingerprint = RouteTable.sha256(wish.toString());
        for (Container there : list(wish.labels())) {
            if (there.running() && fingerprint.equals(there.labels().get("hrouter.fingerprint"))) {
                return there;
            }
        }
        remove(wish.name(), Duration.ofSeconds(10));
        var all = new ArrayList<>(List.of("run", "-d", "--restart", "unless-stopped", "--init", "--network", "host"));
        all.addAll(List.of("--user", wish.user(), "--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        if (wish.grants().contains(Grant.SERVER_CAPABILITIES)) {
            for (String one : List.of("NET_BIND_SERVICE", "SETUID", "SETGID", "CHOWN", "DAC_OVERRIDE", "KILL")) {
                all.addAll(List.of("--cap-add", one));
            }
        }
        all.addAll(List.of(
                "--memory",
                wish.resources().memoryBytes() + "",
                "--cpus",
                wish.resources().cpus() + ""));
        all.addAll(List.of("--pids-limit", wish.resources().pids() + "", "--name", wish.name()));
        wish.labels().forEach((key, value) -> all.addAll(List.of("--label", key + "=" + value)));
        all.addAll(List.of("--label", "hrouter.fingerprint=" + fingerprint));
        for (var mount : wish.mounts()) {
            var folder = (ContainerSpec.Mount.Folder) mount;
            all.addAll(List.of("-v", folder.folder() + ":" + folder.target() + (folder.readOnly() ? ":ro" : "")));
        }
        all.add(wish.image().value());
        all.addAll(wish.command());
        docker("", all.toArray(String[]::new));
        return list(wish.labels()).get(0);
    }

    @Override
    public List<Container> list(Map<String, String> labels) {
        var all = new ArrayList<>(List.of(
                "ps", "-a", "--format", "{{.ID}} {{.Names}} {{.Image}} {{.State}} {{.Label \"hrouter.fingerprint\"}}"));
        labels.forEach((key, value) -> all.addAll(List.of("--filter", "label=" + key + "=" + value)));
        return docker("", all.toArray(String[]::new))
                .lines()
                .map(line -> line.split(" ", 5))
                .map(one -> new Container(
                        one[0],
                        one[1],
                        new ImageRef(one[2]),
                        one[3],
                        "",
                        Map.of("hrouter.fingerprint", one[4]),
                        0,
                        Instant.EPOCH))
                .toList();
    }

    @Override
    public int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit) {
        var all = new ArrayList<>(List.of("docker", "run", "--rm", "--network", "none", "--name", wish.name()));
        all.add(wish.image().value());
        all.addAll(wish.command());
        Result result = execute("", all);
        try {
            out.write(result.output().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.status();
    }

    @Override
    public void logs(String container, Instant since, boolean follow, LineSink to) {
        execute("", List.of("docker", "logs", "-t", "--since", since.toString(), container))
                .output()
                .lines()
                .forEach(to::line);
    }

    @Override
    public void remove(String container, Duration grace) {
        execute("", List.of("docker", "stop", "-t", grace.toSeconds() + "", container));
        execute("", List.of("docker", "rm", "-f", container));
    }

    @Override
    public void removeImage(ImageRef image) {
        execute("", List.of("docker", "rmi", image.value()));
    }

    static String docker(String input, String... arguments) {
        var all = new ArrayList<String>();
        all.add("docker");
        all.addAll(List.of(arguments));
        Result result = execute(input, all);
        if (result.status() != 0) {
            throw new IllegalStateException(all + ": " + result.output());
        }
        return result.output();
    }

    /** What a command answered. */
    record Result(int status, String output) {}

    static Result execute(String input, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            return new Result(process.waitFor(), output.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public EngineInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Image> images(Map<String, String> labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T files(ContainerSpec wish, Function<InputStream, T> reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Usage usage(String container) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void join(String container, String network, Map<String, String> labels, String alias) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leave(String container, String network) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeNetwork(String network) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeVolume(String volume) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> volumes(Map<String, String> labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> networks(Map<String, String> labels) {
        throw new UnsupportedOperationException();
    }
}

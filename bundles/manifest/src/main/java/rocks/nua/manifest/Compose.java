package rocks.nua.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.build.SourceTree;

/** Reads a Compose file: one service is the app, those from its image its processes, databases and the like its providers. */
final class Compose {
    static final List<String> FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    /** A folder with one of these is an app by itself, whatever images a Compose file puts beside it. */
    private static final List<String> SOURCES = List.of(
            "Dockerfile",
            "Containerfile",
            "package.json",
            "index.html",
            "requirements.txt",
            "pyproject.toml",
            "setup.py",
            "Pipfile",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "composer.json",
            "index.php",
            "go.mod",
            "Gemfile");

    private final SourceTree source;
    private final Remarks remarks;
    private final ComposeVariables variables;
    private final Section root;
    private final Map<String, Value.Table> services = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();
    private final ComposeOrder order = new ComposeOrder(services);

    Compose(Value.Table document, SourceTree source, Remarks remarks) {
        this.source = source;
        this.remarks = remarks;
        root = new Section("", document, remarks);
        variables =
                new ComposeVariables(DotEnv.parse(".env", source.read(".env").orElse(""), new Remarks()));
        root.named("services").forEach((name, value) -> {
            Value filled = variables.fill(value, new Remarks());
            if (!(filled instanceof Value.Table table)) {
                throw value.place().reject("services." + name + " must be a table, but is " + value.kind() + ".");
            }
            if (table.members().containsKey("profiles")) {
                remarks.warn(value.place() + ": services." + name + " is left out: it belongs to a profile.");
                return;
            }
            services.put(name, (Value.Table) value);
            images.put(name, new Section(name, table, new Remarks()).text("image"));
        });
    }

    AppSpec read() {
        Optional<String> app = app();
        List<AppSpec.Provider> providers = new ArrayList<>();
        List<String> processes = new ArrayList<>();
        services.keySet().stream()
                .filter(name -> !Optional.of(name).equals(app))
                .forEach(name -> {
                    Optional<BackingImage> backing = BackingImage.of(images.getOrDefault(name, ""));
                    if (app.isPresent() && sameImage(name, app.get())) {
                        processes.add(name);
                    } else if (backing.isPresent() && !has(name, "build")) {
                        providers.add(provider(name, backing.get()));
                    } else {
                        warn(
                                name,
                                "is left out: the platform runs one image of this file. Deploy it as an app of its own.");
                    }
                });
        rest();
        return app.map(name -> spec(name, processes, providers))
                .orElseGet(() -> Merged.spec(
                        AppSpec.Metadata.EMPTY,
                        AppSpec.Build.EMPTY,
                        AppSpec.Run.EMPTY,
                        Map.of(),
                        List.of(),
                        providers));
    }

    /** The service that is the app; empty: the folder itself is. */
    private Optional<String> app() {
        List<String> built = names(name -> has(name, "build"));
        if (!built.isEmpty()) {
            List<String> lasting =
                    built.stream().filter(name -> !order.ends(name)).toList();
            List<String> likely = lasting.isEmpty() ? built : lasting;
            return Optional.of(likeliest(likely).orElse(likely.get(0)));
        }
        List<String> others =
                names(name -> BackingImage.of(images.getOrDefault(name, "")).isEmpty());
        if (others.isEmpty() || SOURCES.stream().anyMatch(source::has)) {
            return Optional.empty();
        }
        return likeliest(others).or(() -> {
            throw root.place("services")
                    .reject("none of the services " + String.join(", ", others)
                            + " tells that it is the app. Call that one web, or give it build: .");
        });
    }

    private Optional<String> likeliest(List<String> names) {
        return Stream.<Predicate<String>>of(
                        name -> names.size() == 1,
                        "web"::equals,
                        "app"::equals,
                        name -> has(name, "ports"),
                        order::isLast)
                .flatMap(rule -> names.stream().filter(rule))
                .findFirst();
    }

    private List<String> names(Predicate<String> rule) {
        return services.keySet().stream().filter(rule).toList();
    }

    private boolean has(String name, String key) {
        return raw(name).members().containsKey(key);
    }

    private Value.Table raw(String name) {
        return Optional.ofNullable(services.get(name)).orElseThrow();
    }

    private boolean sameImage(String name, String app) {
        String image = images.getOrDefault(name, "");
        boolean named = !image.isEmpty() && image.equals(images.get(app));
        return has(name, "build") ? has(app, "build") && ComposeService.sameBuild(raw(name), raw(app)) : named;
    }

    private void warn(String name, String sentence) {
        remarks.warn(raw(name).place() + ": services." + name + " " + sentence);
    }

    private AppSpec.Provider provider(String name, BackingImage image) {
        var section = new Section("services." + name, raw(name), remarks);
        if (!image.same()) {
            section.without("is not run: the platform offers " + image.type() + " in its place.", "image");
        }
        section.without("has no effect: the platform makes names and passwords itself.", "environment", "env-file");
        section.without("has no effect: only the app reaches it.", "ports");
        section.known(
                "image",
                "volumes",
                "restart",
                "container-name",
                "hostname",
                "networks",
                "expose",
                "healthcheck",
                "init");
        section.keys().stream().filter(key -> key.startsWith("x-")).toList().forEach(section::known);
        section.others("has no effect: the platform runs backing services in its own way.");
        section.items("volumes").stream()
                .filter(mount -> Section.scalar(mount)
                        .filter(text -> text.matches("[./~].*"))
                        .isPresent())
                .forEach(mount ->
                        section.warn(mount, "volumes", Section.scalar(mount).orElse("") + " is not mounted."));
        // an app that begins here needs no server of the file's time
        String version = image.version().isEmpty() ? "" : image.version() + "+";
        return new AppSpec.Provider(ServicesReader.word(name.replaceAll("[_.]", "-"), name), image.type(), version);
    }

    private ComposeService service(String name, List<AppSpec.Provider> providers) {
        Value filled = variables.fill(raw(name), remarks);
        var service = new ComposeService(name, new Section("services." + name, (Value.Table) filled, remarks));
        service.confine(other -> order.ends(other)
                || providers.stream().anyMatch(provider -> other.matches(ComposeAddress.host(provider))));
        return service;
    }

    private AppSpec spec(String name, List<String> processes, List<AppSpec.Provider> providers) {
        ComposeService app = service(name, providers);
        int scale = app.scale().orElse(1);
        if (scale != 1) {
            app.section().say("runs once. Scale it with: nua scale APP web=" + scale);
        }
        int port = new ComposePorts(app.section()).read();
        Map<String, EnvValue> env = env(app, providers);
        Map<String, AppSpec.Volume> volumes = new LinkedHashMap<>();
        // as Compose does, which never runs two containers of a service that is not scaled
        boolean exclusive = scale == 1;
        volumes(app, exclusive, volumes);
        List<AppSpec.Process> workers = new ArrayList<>();
        List<String> release = new ArrayList<>();
        for (String other : processes) {
            process(other, env, exclusive, volumes, providers).ifPresent(process -> {
                if (order.ends(other)) {
                    release.add(process.start());
                } else {
                    workers.add(process);
                }
            });
        }
        var read = new AppSpec(
                AppSpec.Metadata.EMPTY,
                app.build(has(name, "build") ? "" : images.getOrDefault(name, "")),
                app.run(release),
                env,
                ComposeService.ports(port),
                workers,
                List.copyOf(volumes.values()),
                providers,
                app.health(port),
                List.of(),
                app.resources());
        end(app.section());
        return read;
    }

    private Optional<AppSpec.Process> process(
            String name,
            Map<String, EnvValue> env,
            boolean exclusive,
            Map<String, AppSpec.Volume> volumes,
            List<AppSpec.Provider> providers) {
        ComposeService service = service(name, providers);
        Section section = service.section();
        List<String> start = service.run(List.of()).start();
        env(service, providers).forEach((variable, value) -> {
            if (!value.equals(
                    Optional.ofNullable(env.putIfAbsent(variable, value)).orElse(value))) {
                section.say("has another " + variable + " than the app; processes have the app's.");
            }
        });
        volumes(service, exclusive, volumes);
        section.without(
                "has no effect on a process beside the app.",
                "ports",
                "healthcheck",
                "mem-limit",
                "cpus",
                "pids-limit");
        section.known("expose");
        int scale = service.scale().orElse(1);
        end(section);
        if (start.isEmpty()) {
            section.say("is left out: it has no command. Write command: node worker.js.");
            return Optional.empty();
        }
        String word = Section.plain(name).replaceAll("[^a-z0-9-]", "-");
        return Optional.of(new AppSpec.Process(word, start.get(0), scale));
    }

    private void volumes(ComposeService service, boolean exclusive, Map<String, AppSpec.Volume> into) {
        new ComposeMounts(service.section(), source, exclusive)
                .read()
                .forEach(volume -> into.putIfAbsent(volume.name(), volume));
    }

    private Map<String, EnvValue> env(ComposeService service, List<AppSpec.Provider> providers) {
        return new ComposeEnvironment(service.section(), source, providers, remarks).read();
    }

    private void rest() {
        root.known("version", "name");
        root.notYet("include", "configs", "secrets", "models");
        Stream.of("volumes", "networks").forEach(key -> root.named(key).forEach((name, value) -> {
            if (value instanceof Value.Table table && !table.members().isEmpty()) {
                root.warn(
                        value,
                        key,
                        name + " is made by the platform in its own way: what is said of it has no effect.");
            }
        }));
        end(root);
    }

    private static void end(Section section) {
        section.keys().stream().filter(key -> key.startsWith("x-")).toList().forEach(section::known);
        section.end();
    }
}

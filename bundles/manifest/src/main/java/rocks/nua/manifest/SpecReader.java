package rocks.nua.manifest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Resources;

/** Makes the spec of a manifest's sections, in the spellings of all times. */
final class SpecReader {
    private static final int NEWEST = 1;
    private static final Pattern SUDO = Pattern.compile("(?m)(^\\s*|[;&|]\\s*)sudo\\s+(?=[A-Za-z./])");

    private final Section root;
    private final Section metadata;
    private final Section build;
    private final Remarks remarks;
    private final Template template;
    private final boolean numbered;

    SpecReader(Value.Table document, Remarks remarks) {
        this.remarks = remarks;
        root = new Section("", document, remarks);
        numbered = numbered(root);
        metadata = root.table("metadata");
        build = root.table("build");
        Map<String, String> values = new LinkedHashMap<>(metadata.scalars());
        values.putAll(build.scalars());
        template = new Template(values);
    }

    /** Whether it says its format; those before the first number are told by its absence. */
    private static boolean numbered(Section root) {
        Optional<Integer> format = root.number("format", 1, 1_000_000);
        if (format.orElse(NEWEST) > NEWEST) {
            throw root.reject(
                    "format",
                    "is newer than this platform, which reads up to " + NEWEST + ". Upgrade Nua, or write format = "
                            + NEWEST + ".");
        }
        return format.isPresent();
    }

    AppSpec read() {
        var sqlite = new SqliteProvider(new ProviderReader(root, numbered).read());
        Map<String, EnvValue> env = root.find("env")
                .map(value -> new EnvReader(numbered, remarks).read(asTable(value)))
                .orElse(Map.of());
        var spec = new AppSpec(
                metadata(),
                build(),
                run(env),
                sqlite.env(env),
                PortReader.read(root, env),
                ServicesReader.processes(root),
                sqlite.volumes(ServicesReader.volumes(root)),
                sqlite.others(),
                health(),
                ServicesReader.crons(root),
                resources());
        root.notYet("backup", "instance", "assign");
        root.find("access").ifPresent(value -> root.warn("access", "has no effect yet: everybody reaches the app."));
        root.known("$schema");
        root.end();
        return spec;
    }

    private static Value.Table asTable(Value value) {
        if (value instanceof Value.Table table) {
            return table;
        }
        throw value.place().reject("env must be a table, but is " + value.kind() + ". Write [env].");
    }

    private AppSpec.Metadata metadata() {
        List<String> tags = metadata.find("tags")
                .map(value -> {
                    if (value instanceof Value.Items) {
                        return metadata.texts("tags");
                    }
                    throw metadata.reject("tags", "must be a list. Write tags = [\"wiki\"].");
                })
                .orElse(List.of());
        metadata.number("release", 1, 1_000_000);
        String license = build.text("license");
        String older = metadata.text("license");
        var read = new AppSpec.Metadata(
                rendered(metadata, "id"),
                rendered(metadata, "version"),
                rendered(metadata, "title"),
                rendered(metadata, "tagline"),
                rendered(metadata, "description"),
                rendered(metadata, "author"),
                rendered(metadata, "website"),
                license.isEmpty() ? older : license,
                tags);
        metadata.known("profile", "alternative-to", "category");
        // these stood here before they moved to [build]
        metadata.known(OriginReader.KEYS);
        metadata.known("base-image");
        metadata.end();
        return read;
    }

    private AppSpec.Build build() {
        String image = Stream.of(build.text("base-image", "image"), metadata.text("base-image"))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        Language language = language();
        var read = new AppSpec.Build(
                language.builder(),
                language.version(),
                packages(build, "packages", "build-packages"),
                template.render(withoutSudo(build, "build", build.commands("build", "build-command"))),
                withoutSudo(build, "test", build.commands("test")),
                template.render(image),
                inside("project", "sub-folder", "web"),
                new OriginReader(build, metadata, template).read(),
                pip(),
                inside("dockerfile", "file", "docker/Dockerfile"));
        build.known("license", "method", "run-packages", "meta-packages");
        build.notYet("builders", "before-build", "manifest", "default-files");
        build.notYet("document-root", "start-script", "build-script", "build-as-root", "container", "node-version");
        build.end();
        return read;
    }

    private Language language() {
        if (!(build.find("builder").orElse(new Value.Text("", build.place())) instanceof Value.Table)) {
            return Language.of(template.render(build.text("builder")), "");
        }
        Section builder = build.table("builder");
        Language language = Language.of(template.render(builder.text("name")), builder.text("version"));
        builder.end();
        return language;
    }

    /** A text is words, the items of a list are taken as they are. */
    private List<String> pip() {
        boolean words =
                build.find("pip-install").filter(Value.Text.class::isInstance).isPresent();
        return build.texts("pip-install").stream()
                .flatMap(text -> words ? Stream.of(text.strip().split("\\s+")) : Stream.of(text.strip()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Earlier packages ran as a user who could become root; here nothing can. */
    private List<String> withoutSudo(Section section, String key, List<String> commands) {
        if (numbered) {
            return commands;
        }
        List<String> plain = commands.stream()
                .map(command -> SUDO.matcher(command).replaceAll("$1"))
                .toList();
        if (!plain.equals(commands)) {
            section.warn(key, "is run without sudo: nothing becomes root here.");
        }
        return plain;
    }

    private String inside(String key, String what, String example) {
        String path = template.render(build.text(key));
        if (path.isEmpty() || path.equals(".")) {
            return "";
        }
        try {
            return new RelativePath(path.replaceAll("^\\./|/$", "")).value();
        } catch (NuaException e) {
            throw build.reject(key, "must be a " + what + " of the source. Write " + key + " = \"" + example + "\".");
        }
    }

    private AppSpec.Run run(Map<String, EnvValue> env) {
        Section run = root.table("run");
        List<String> packages = packages(run, "packages");
        Stream<String> clients = build.texts("meta-packages").stream().flatMap(SpecReader::client);
        var read = new AppSpec.Run(
                Stream.concat((packages.isEmpty() ? packages(build, "run-packages") : packages).stream(), clients)
                        .toList(),
                withoutSudo(run, "start", run.commands("start")),
                run.commands("release"),
                template.with(shellVariables(env)).render(withoutSudo(run, "post-run", run.commands("post-run"))),
                user(run));
        run.known("post-run-status");
        run.notYet("before-run");
        run.end();
        return read;
    }

    private static Stream<String> client(String metaPackage) {
        return switch (metaPackage) {
            case "postgres-client" -> Stream.of("postgresql-client");
            case "psycopg2" -> Stream.of("python3-psycopg2");
            case "mariadb-client" -> Stream.of("mariadb-client");
            default -> Stream.empty();
        };
    }

    /** What braces stand for in a command that runs in the container: its shell fills it in. */
    private static Map<String, String> shellVariables(Map<String, EnvValue> env) {
        Map<String, String> variables = new LinkedHashMap<>();
        env.keySet().forEach(name -> variables.put(Section.plain(name), "${" + name + "}"));
        variables.put("domain", "${NUA_DOMAIN}");
        variables.put("hostname", "${NUA_APP}");
        variables.put("label", "${NUA_APP}");
        return variables;
    }

    private static String user(Section run) {
        String user = run.text("user");
        if (!user.isEmpty() && !user.matches("[a-z_][a-z0-9_-]{0,31}|[0-9]{1,9}")) {
            throw run.reject("user", "must be a name or number of a user in the container.");
        }
        return user;
    }

    private static List<String> packages(Section section, String... keys) {
        List<String> packages = section.texts(keys).stream()
                .flatMap(text -> Stream.of(text.strip().split("\\s+")))
                .filter(name -> !name.isEmpty())
                .toList();
        for (String name : packages) {
            if (!name.matches("[a-z0-9][a-z0-9+.-]*(?::[a-z0-9]+)?")) {
                throw section.reject(
                        keys[0], "names '" + NuaException.excerpt(name) + "', which is no Debian package. Correct it.");
            }
        }
        return packages;
    }

    private HealthCheck health() {
        if (root.find("healthcheck").isEmpty()) {
            return new HealthCheck.Conventional();
        }
        Section section = root.table("healthcheck");
        String path = section.text("path");
        String command = section.text("command", "cmd");
        Duration timeout = section.duration("timeout", HealthCheck.TIMEOUT);
        Duration startPeriod = section.duration("start-period", HealthCheck.START_PERIOD);
        section.known("interval", "retries");
        section.end();
        if (path.isEmpty() == command.isEmpty()) {
            throw section.place().reject("[healthcheck] must say either path or command. Write path = \"/health\".");
        }
        if (command.isEmpty() && !path.matches("/[^\\s\\p{Cntrl}]*")) {
            throw section.reject("path", "must begin with '/' and have no blanks. Write path = \"/health\".");
        }
        return command.isEmpty()
                ? new HealthCheck.Http(path, timeout, startPeriod)
                : new HealthCheck.Exec(command, timeout, startPeriod);
    }

    private Resources resources() {
        Section section = root.table("resources");
        Resources standard = Resources.DEFAULT;
        long earlier = DockerReader.of(root).memory().orElse(standard.memoryBytes());
        long memory = section.bytes("memory").orElse(earlier);
        double cpus = section.decimal("cpu").orElse(standard.cpus());
        int pids = section.number("pids", 8, 1_000_000).orElse(standard.pids());
        section.end();
        try {
            return new Resources(memory, cpus, pids);
        } catch (NuaException e) {
            throw section.place().reject(String.valueOf(e.getMessage()));
        }
    }

    private String rendered(Section section, String key) {
        return template.render(section.text(key));
    }
}

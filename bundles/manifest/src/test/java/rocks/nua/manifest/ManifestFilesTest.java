package rocks.nua.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Resources;
import rocks.nua.api.manifest.ManifestReader.Manifest;

class ManifestFilesTest {
    private final ManifestFiles reader = new ManifestFiles();
    private final Path folder;

    ManifestFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Manifest read(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return reader.read(folder);
    }

    private AppSpec toml(String text) throws IOException {
        return read("nua-config.toml", text).spec();
    }

    private String refusal(String file, String text) {
        var refusal = assertThrows(NuaException.class, () -> read(file, text));
        assertEquals(NuaException.Kind.REJECTED_BY_APP, refusal.kind());
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void aFolderWithoutAManifestSaysNothing() {
        assertEquals(new Manifest(AppSpec.EMPTY, "", List.of()), reader.read(folder));
    }

    @Test
    void readsEverySectionOfTheExample() {
        Manifest manifest = reader.read(Path.of("../../examples/hello-manifest"));

        AppSpec spec = manifest.spec();
        assertEquals(List.of(), manifest.warnings());
        assertEquals("nua-config.toml", manifest.file());
        assertEquals("Apache-2.0", spec.metadata().license());
        assertEquals("node", spec.build().builder());
        assertEquals(
                new AppSpec.Run(List.of(), List.of("node server.js"), List.of("node migrate.js"), List.of(), ""),
                spec.run());
        assertEquals(
                Map.of(
                        "GREETING", new EnvValue.Text("Hello from {PLACE}"),
                        "PLACE", new EnvValue.Text("Nua"),
                        "SESSION_KEY", new EnvValue.Random(32, false)),
                spec.env());
        assertEquals(Map.of("web", new AppSpec.Port(4000)), spec.ports());
        assertEquals(List.of(new AppSpec.Process("worker", "node worker.js", 1)), spec.processes());
        assertEquals(new HealthCheck.Http("/health", Duration.ofSeconds(2), Duration.ofSeconds(30)), spec.health());
        assertEquals(new Resources(128L << 20, 0.5, 512), spec.resources());
    }

    @Test
    void theThreeSyntaxesSayTheSame() throws IOException {
        AppSpec toml = toml(
                "format = 1\n[run]\nstart = [\"a\", \"b\"]\n[env]\nA = 1.5\nB = true\n[port.web]\ncontainer = 80\n");
        Files.delete(folder.resolve("nua-config.toml"));
        AppSpec json = read(
                        "nua-config.json",
                        "{\"format\": 1, \"run\": {\"start\": [\"a\", \"b\"]}, \"env\": {\"A\": 1.5, \"B\": true, \"C\": null},"
                                + " \"port\": {\"web\": {\"container\": 80}}}")
                .spec();
        Files.delete(folder.resolve("nua-config.json"));
        AppSpec yaml = read(
                        "nua-config.yml",
                        "format: 1\nrun:\n  start: [a, b]\nenv:\n  A: 1.5\n  B: yes\n  C:\nport:\n  web:\n    container: 80\n")
                .spec();

        assertEquals(toml, json);
        assertEquals(toml, yaml);
    }

    @Test
    void theFirstPlaceHoldsAndTheOthersAreTold() throws IOException {
        read("nua/nua-config.toml", "[run]\nstart = \"nua\"\n");
        Manifest manifest = read("nua-config.yaml", "run:\n  start: root\n");

        assertEquals("nua-config.yaml", manifest.file());
        assertEquals(List.of("root"), manifest.spec().run().start());
        assertEquals(List.of("nua/nua-config.toml: nua-config.yaml is read instead of it."), manifest.warnings());
    }

    @Test
    void keysAreTheSameInAnySpelling() throws IOException {
        AppSpec spec = toml(
                "[Build]\nBase_Image = \"a\"\nbase-image = \"b:1\"\n[port.My_Port]\nCONTAINER = 1\nproxy = 2\n[env]\nMy_Env = \"x\"\n");

        assertEquals("b:1", spec.build().baseImage());
        assertEquals(Map.of("my-port", new AppSpec.Port(1), "web", new AppSpec.Port(1)), spec.ports());
        assertEquals(Map.of("My_Env", new EnvValue.Text("x")), spec.env());
    }

    static Stream<Arguments> wrongDocuments() {
        return Stream.of(
                Arguments.of(
                        "[build]\n\npackages = 7\n",
                        "nua-config.toml line 3, column 1: build.packages must be a list of texts, but is a number (7). "
                                + "Write packages = [\"curl\"]."),
                Arguments.of(
                        "[[volume]]\ntarget = \"/a\"\n[[volume]]\nname = \"b\"\n  target = \"b\"\n",
                        "nua-config.toml line 5, column 3: volume.target must be an absolute folder without '..', ':' and"
                                + " ','. Write \"/data\"."),
                Arguments.of(
                        "[build]\npackages = [\"curl\"\n\n[run]\n",
                        "nua-config.toml line 4, column 1: it cannot be read: More data after value has already ended. Invalid"
                                + " value preceding this position. Mend it there."),
                Arguments.of(
                        "[healthcheck]\ntimeout = \"soon\"\n",
                        "nua-config.toml line 2, column 1: healthcheck.timeout must be a duration from 1 millisecond to 1"
                                + " day, but is a text (soon). Write timeout = \"10s\"."),
                Arguments.of(
                        "[healthcheck]\ninterval = 3\n",
                        "nua-config.toml line 1, column 1: [healthcheck] must say either path or command. Write path ="
                                + " \"/health\"."),
                Arguments.of(
                        "[resources]\nmemory = \"1M\"\n",
                        "nua-config.toml line 1, column 1: Resources are out of range: memory must be at least 16M, cpu"
                                + " above 0 and at most 1024, pids at least 8."),
                Arguments.of(
                        "format = 2\n",
                        "nua-config.toml line 1, column 1: format is newer than this platform, which reads up to 1."
                                + " Upgrade Nua, or write format = 1."),
                Arguments.of(
                        "[build]\nproject = \"../x\"\n",
                        "nua-config.toml line 2, column 1: build.project must be a sub-folder of the source. Write project"
                                + " = \"web\"."),
                Arguments.of(
                        "[build]\npackages = [\"curl; rm -rf /\"]\n",
                        "nua-config.toml line 2, column 1: build.packages names 'curl;', which is no Debian package."
                                + " Correct it."),
                Arguments.of(
                        "[env]\nA = 2026-01-01\n",
                        "nua-config.toml line 2, column 1: env.A must be a text, a number or an expression such as {"
                                + " random = true }, but is a date."),
                Arguments.of(
                        "[[process]]\nname = \"web\"\nstart = \"x\"\n",
                        "nua-config.toml line 2, column 1: process.name must not be \"web\": that one is started by start"
                                + " in [run]."));
    }

    @ParameterizedTest
    @MethodSource("wrongDocuments")
    void refusesWithFileLineKeyAndWhatIsExpected(String document, String sentence) {
        assertEquals(sentence, refusal("nua-config.toml", document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nua-config.toml | a = node x.js | nua-config.toml line 1, column 5: the value is no number, true, false or text. A text stands in quotes: ",
                "nua-config.json | {'run': | nua-config.json line 1, column 2: it cannot be read: ",
                "nua-config.json | [] | nua-config.json line 1, column 1: a manifest is an object: begin it with '{'.",
                "nua-config.yaml | a: [ | nua-config.yaml line 1, column 5: it cannot be read: ",
                "nua-config.yaml | just text | nua-config.yaml line 1, column 1: a manifest is a table of sections",
                "nua-config.yaml | !!java.net.URL [x] | nua-config.yaml line 1, column 1: it cannot be read: Global tag is not allowed",
                "nua-config.yaml | {a: 1, a: 2} | nua-config.yaml line 1, column 8: the key 'a' stands there twice."
            },
            quoteCharacter = '`')
    void otherSyntaxesAreRefusedWithTheirPlaceToo(String file, String document, String beginning) {
        String refusal = refusal(file, document);

        assertTrue(refusal.startsWith(beginning), refusal);
    }

    @Test
    void yamlTellsThePlaceOfTheValue() {
        assertEquals(
                "nua-config.yaml line 2, column 13: build.packages must be a list of texts, but is a table. Write packages ="
                        + " [\"curl\"].",
                refusal("nua-config.yaml", "build:\n  packages: {a: 1}\n"));
    }

    @Test
    void unknownKeysAreToldWithAGuess() throws IOException {
        Manifest manifest = read(
                "nua-config.toml",
                "[build]\npackges = [\"curl\"]\n[runn]\n[metadata]\nfancy = 1\n[run]\nstrat = 1\n[[services]]\nx = 1\n");

        assertEquals(
                List.of(
                        "nua-config.toml line 5, column 1: metadata.fancy is not known and has no effect.",
                        "nua-config.toml line 2, column 1: build.packges is not known; did you mean 'packages'?",
                        "nua-config.toml line 7, column 1: run.strat is not known; did you mean 'start'?",
                        "nua-config.toml line 3, column 1: runn is not known; did you mean 'run'?",
                        "nua-config.toml line 8, column 1: services is not known and has no effect."),
                manifest.warnings());
    }

    @Test
    void aSourceElsewhereIsNamedByArchiveOrRepository() throws IOException {
        String sum = "AB".repeat(32);
        assertEquals(
                new AppSpec.Origin("https://a.example/1.2.tgz", "ab".repeat(32), "", ""),
                origin("[metadata]\nversion = \"1.2\"\n[build]\nsrc-url = \"https://a.example/{version}.tgz\"\n"
                        + "src-checksum = \"sha256:" + sum + "\""));
        assertEquals(
                new AppSpec.Origin("", "", "https://a.example/a.git", "v1"),
                origin("[build]\ngit-url = \"https://a.example/a.git\"\ngit-branch = \"v1\""));
        assertEquals(AppSpec.Origin.NONE, origin("[build]\nsrc-url = \"\"\ngit-branch = \"v1\""));
    }

    @Test
    void theArchiveGoesBeforeTheRepositoryAndBothMayStandInMetadata() throws IOException {
        Manifest manifest = read(
                "nua-config.toml",
                "[metadata]\nsrc-url = \"https://a.example/a.tgz\"\ngit_url = \"https://a.example/a.git\"\n");

        assertEquals(
                new AppSpec.Origin("https://a.example/a.tgz", "", "", ""),
                manifest.spec().build().origin());
        assertEquals(
                List.of("nua-config.toml line 3, column 1: metadata.git_url has no effect beside src-url."),
                manifest.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "src-url, file:///etc/passwd",
        "src-url, /srv/app.tgz",
        "src-url, ftp://a.example/a.tgz",
        "git-url, file:///srv/app.git",
        "git-url, /srv/app.git",
        "git-url, ../app.git",
        "git-url, git@a.example:a.git"
    })
    void aSourceOnTheMachineItselfIsRefused(String key, String address) {
        String refusal = refusal("nua-config.toml", "[build]\n" + key + " = \"" + address + "\"");

        assertTrue(refusal.startsWith("nua-config.toml line 2, column 1: build." + key + " must be"), refusal);
    }

    @Test
    void jobsHaveASchedule() throws IOException {
        assertEquals(
                List.of(new AppSpec.Cron("tidy", "*/15 9-17 * * mon-fri", "./tidy")),
                toml("[[cron]]\nname = \"tidy\"\nschedule = \" */15 9-17 * * mon-fri\"\ncommand = \"./tidy\"")
                        .crons());
    }

    @ParameterizedTest
    @CsvSource({
        "daily, must have five fields",
        "61 * * * *, is no schedule (Value 61 not in range [0  59])",
        "* * * * fun, is no schedule",
        "*/0 * * * *, is no schedule",
        "0 0 31 2 *, names a day that never comes"
    })
    void aBadScheduleIsRefusedAtItsPlace(String schedule, String why) {
        String refusal = refusal(
                "nua-config.toml", "[[cron]]\nname = \"tidy\"\nschedule = \"" + schedule + "\"\ncommand = \"./tidy\"");

        assertTrue(
                refusal.replace(",", " ").startsWith("nua-config.toml line 3  column 1: cron.schedule " + why),
                refusal);
    }

    private AppSpec.Origin origin(String text) throws IOException {
        return toml(text).build().origin();
    }

    @Test
    void hugeManifestsAreRefused() {
        String text = "# " + "x".repeat(10 << 20) + "\n";

        assertTrue(refusal("nua-config.toml", text).contains("MiB"), "size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toml", "json", "yaml"})
    void deepNestingIsRefusedInsteadOfFollowed(String suffix) {
        String deep = "[".repeat(100_000);
        String text = suffix.equals("toml") ? "a = " + deep : "{\"a\": " + deep;

        assertTrue(refusal("nua-config." + suffix, text).startsWith("nua-config." + suffix));
    }

    @Test
    void aYamlBombIsRefusedAtOnce() {
        String bomb = IntStream.range(1, 30)
                .mapToObj(n -> "a" + n + ": &a" + n + " ["
                        + Stream.generate(() -> "*a" + (n - 1)).limit(9).collect(Collectors.joining(",")) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));

        String refusal = assertTimeout(Duration.ofSeconds(5), () -> refusal("nua-config.yaml", bomb));
        assertTrue(refusal.startsWith("nua-config.yaml: it cannot be read: Number of aliases"), refusal);
    }

    @Test
    void aManifestThatLeadsOutOfTheFolderIsNotRead(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "[run]\nstart = \"x\"\n");
        Files.createSymbolicLink(folder.resolve("nua-config.toml"), secret);

        assertEquals(AppSpec.EMPTY, reader.read(folder).spec());
    }

    @Test
    void theProcfileSpeaksWhereTheManifestIsSilent() throws IOException {
        Files.writeString(
                folder.resolve("Procfile"), "# all\nweb: gunicorn app\nrelease: ./migrate\nclock_work: ./tick\n");
        Manifest alone = reader.read(folder);
        AppSpec both = toml("[run]\nstart = \"python app.py\"\n");

        assertEquals("Procfile", alone.file());
        assertEquals(List.of("gunicorn app"), alone.spec().run().start());
        assertEquals(List.of("./migrate"), alone.spec().run().release());
        assertEquals(
                List.of(new AppSpec.Process("clock-work", "./tick", 1)),
                alone.spec().processes());
        assertEquals(List.of("python app.py"), both.run().start());
        assertEquals(List.of("./migrate"), both.run().release());
    }

    @Test
    void aBrokenProcfileIsRefusedWithItsLine() {
        assertEquals(
                "Procfile line 2, column 1: a line must be a name, a colon and a command. Write web: node server.js.",
                refusal("Procfile", "web: x\njust words\n"));
    }

    @Test
    void textsOfMetadataAndBuildAreRendered() throws IOException {
        AppSpec spec = toml(
                """
                [metadata]
                id = "x"
                version = 1.2
                [build]
                base-image = "team/{id}:{version}"
                build = ["echo {{a}} ${HOME} {other} {Version}"]
                """);

        assertEquals("team/x:1.2", spec.build().baseImage());
        assertEquals(List.of("echo {a} ${HOME} {other} 1.2"), spec.build().commands());
    }

    @Test
    void expressionsOfTheEnvironment() throws IOException {
        AppSpec spec = toml(
                """
                [env]
                A = {from = "db", key = "hostname"}
                B = {random = 'true', type = "int", persist = true}
                C = {unique_user = true, persistent = false}
                D = {}
                E = true
                F = [1, "b"]
                G = {random = true, persist = "False", display = "true"}
                H = {unique_db = true}
                I = {external_ip = 'true'}
                """);

        assertEquals(
                Map.of(
                        "A", new EnvValue.From("db", "hostname"),
                        "B", new EnvValue.Random(24, true),
                        "C", new EnvValue.Unique("user"),
                        "D", new EnvValue.Text(""),
                        "E", new EnvValue.Text("True"),
                        "F", new EnvValue.Text("[1, 'b']"),
                        "G", new EnvValue.Random(24, false, true, true),
                        "H", new EnvValue.Unique("db"),
                        "I", new EnvValue.ExternalIp()),
                spec.env());
    }

    @ParameterizedTest
    @CsvSource({
        "node-16, node, 16",
        "nua-nodejs-18, node, 18",
        "ruby-32, ruby, 3.2",
        "python3.11, python, 3.11",
        "node, node, ''",
        "cobol-85, cobol-85, ''"
    })
    void aBuilderMayNameItsVersion(String written, String builder, String version) throws IOException {
        AppSpec.Build build = toml("[build]\nbuilder = \"" + written + "\"\n").build();

        assertEquals(List.of(builder, version), List.of(build.builder(), build.version()));
    }

    @Test
    void pipInstallsWordsOfATextAndItemsOfAList() throws IOException {
        assertEquals(
                List.of("flask", "gunicorn"),
                toml("[build]\npip-install = \"flask  gunicorn\"").build().pip());
        assertEquals(
                List.of("flask >= 2", "*.whl"),
                toml("[build]\npip_install = [\"flask >= 2\", \"*.whl\"]")
                        .build()
                        .pip());
    }

    @Test
    void providersInTheWordsOfAllTimes() throws IOException {
        Manifest manifest = read(
                "nua-config.toml",
                """
                [[provider]]
                name = "a"
                module_name = "postgres"
                module-version = ">=14, <15"
                [[resource]]
                name = "x"
                [[provider]]
                name = "b"
                type = "docker-image"
                base-image = "docker.io/amd64/redis:7.0.8"
                [[provider]]
                name = "c"
                plugin-name = "redis-cache"
                [[provider]]
                name = "d"
                type = "docker-image"
                [provider.build]
                base-image = "team/unheard-of:1"
                [[provider]]
                name = "e"
                type = "app"
                """);

        assertEquals(
                List.of(
                        new AppSpec.Provider("a", "postgres", ">=14"),
                        new AppSpec.Provider("b", "redis", ">=7.0.8"),
                        new AppSpec.Provider("c", "redis", "")),
                manifest.spec().providers());
        List<String> told = manifest.warnings().stream()
                .map(warning -> warning.replaceFirst(".*?: provider ", ""))
                .toList();
        assertTrue(told.contains("asks for version >=14, <15 of its time; a later one will do."), told.toString());
        assertTrue(
                told.contains("'d' is an image for which no backing service stands, and is left out."),
                told.toString());
        assertTrue(
                told.contains("'e' is of type app and is left out. Deploy it as an app of its own."), told.toString());
        assertEquals(
                List.of(new AppSpec.Provider("a", "postgres", ">=14, <15")),
                toml("format = 1\n[[provider]]\nname = \"a\"\ntype = \"postgres\"\nversion = \">=14, <15\"")
                        .providers());
    }

    @Test
    void sqliteIsAVolumeAndTwoVariables() throws IOException {
        AppSpec spec = toml(
                """
                [env]
                FOLDER = { from = "db", key = "SQLITE_DIR" }
                NAME = { from = "db", key = "SQLITE_DB" }
                [[provider]]
                name = "db"
                module-name = "sqlite"
                """);

        assertEquals(List.of(), spec.providers());
        assertEquals(List.of(new AppSpec.Volume("db-data", "/nua/app/sqlite", false)), spec.volumes());
        assertEquals(
                Map.of("FOLDER", new EnvValue.Text("/nua/app/sqlite"), "NAME", new EnvValue.Unique("db")), spec.env());
    }

    @Test
    void aVolumeMayBeInMemory() throws IOException {
        AppSpec spec = toml(
                """
                [[volume]]
                target = "/cache"
                type = "tmpfs"
                [[volume]]
                target = "/more"
                type = "tmpfs"
                [[volume.options]]
                tmpfs_size = "1G"
                tmpfs_mode = 0o1777
                """);

        assertEquals(
                List.of(
                        new AppSpec.Volume("cache", "/cache", false, 64L << 20),
                        new AppSpec.Volume("more", "/more", false, 1L << 30)),
                spec.volumes());
    }

    @Test
    void theFirstPortServesWhereNoneIsCalledWeb() throws IOException {
        Manifest manifest = read(
                "nua-config.toml",
                "[port.one]\ncontainer = 8764\nproxy = 8764\n[port.two]\ncontainer = 8765\nproxy = 8765\n");

        assertEquals(new AppSpec.Port(8764), manifest.spec().ports().get("web"));
        assertTrue(
                manifest.warnings()
                        .contains("nua-config.toml line 1, column 1: port.one is served as the port web, since there is"
                                + " none of that name."),
                manifest.warnings().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "privileged = true | docker.privileged asks for a privileged container, which is the whole machine",
                "pid_mode = 'host' | docker.pid_mode asks for the machine's processes",
                "volumes = ['/etc:/etc'] | docker mounts folders of the machine, which no app gets"
            })
    void theMachineItselfIsRefused(String line, String sentence) {
        String refusal = refusal("nua-config.toml", "[docker]\n" + line + "\n");

        assertTrue(refusal.contains(": " + sentence), refusal);
    }

    @Test
    void ofDockerTheMemoryCounts() throws IOException {
        Manifest manifest = read(
                "nua-config.toml",
                "[docker]\nmem_limit = \"64M\"\nauto_remove = true\nrestart_policy.name = \"always\"\nnetwork = \"host\"\n");

        assertEquals(64L << 20, manifest.spec().resources().memoryBytes());
        assertEquals(
                List.of(
                        "nua-config.toml line 5, column 1: docker.network has no effect: each app has a network of its own."),
                manifest.warnings());
    }

    @Test
    void earlierPackagesRunWithoutSudo() throws IOException {
        String text = "[run]\nstart = [\"sudo init-db\", \"cd x && sudo node app.js # sudo\"]\n";

        assertEquals(
                List.of("init-db", "cd x && node app.js # sudo"),
                toml(text).run().start());
        assertEquals("sudo init-db", toml("format = 1\n" + text).run().start().get(0));
    }

    @Test
    void bracesInPostRunStandForWhatTheContainerKnows() throws IOException {
        assertEquals(
                List.of("setup ${DB_NAME} ${NUA_DOMAIN} 1.2 {x}"),
                toml("""
                                [metadata]
                                version = "1.2"
                                [run]
                                post-run = "setup {DB_NAME} {domain} {version} {{x}}"
                                [env]
                                DB_NAME = "x"
                                """)
                        .run()
                        .postRun());
    }

    @Test
    void theSideFolderIsSeen() throws IOException {
        read("nua/templates/nua/app/config.json.j2", "{{ A }}");
        read("nua/start.py", "import nua");
        Manifest manifest = read("nua/nua-config.toml", "[metadata]\nid = \"x\"\n");

        assertTrue(manifest.spec().run().templates(), "templates");
        assertEquals(
                List.of(
                        "nua/start.py has no effect: it needs the first Nua. Write build in [build] and start in [run]."),
                manifest.warnings());
    }

    @ParameterizedTest
    @CsvSource({"256M, 268435456", "1.5GiB, 1610612736", "64mb, 67108864", "1024, 1024", "'1 k', 1024"})
    void sizes(String text, long bytes) {
        assertEquals(bytes, Quantity.bytes(text).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"10s, 10000", "10, 10000", "0.5, 500", "250ms, 250", "2m, 120000", "1h, 3600000"})
    void durations(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), Quantity.duration(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1s", "soon", "10 parsecs", "25h", "1e9"})
    void noDurations(String text) {
        assertTrue(Quantity.duration(text).isEmpty());
    }
}

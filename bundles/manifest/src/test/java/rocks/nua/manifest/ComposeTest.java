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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Resources;
import rocks.nua.api.manifest.ManifestReader.Manifest;

class ComposeTest {
    private static final Path EXAMPLES = Path.of("../../examples");

    private final Path folder;

    ComposeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Manifest read(String text) throws IOException {
        Files.writeString(folder.resolve("compose.yml"), text);
        return new ManifestFiles().read(folder);
    }

    /** The warnings of a service {@code web} that has this key besides. */
    private List<String> warnings(String key) throws IOException {
        Files.createDirectories(folder.resolve("src"));
        return read("services:\n  web:\n    build: .\n    " + key.replace("\\n", "\n    ") + "\n")
                .warnings();
    }

    @Test
    void readsTheExample() {
        Manifest manifest = new ManifestFiles().read(EXAMPLES.resolve("compose-node"));

        AppSpec spec = manifest.spec();
        assertEquals(List.of(), manifest.warnings());
        assertEquals("compose.yml", manifest.file());
        assertEquals(AppSpec.Build.EMPTY, spec.build());
        assertEquals(List.of("node server.js"), spec.run().start());
        assertEquals(Map.of("web", new AppSpec.Port(4000)), spec.ports());
        assertEquals(Map.of("GREETING", new EnvValue.Text("Hello from Compose")), spec.env());
        assertEquals(List.of(new AppSpec.Volume("visits", "/data", true)), spec.volumes());
        assertEquals(new HealthCheck.Http("/health", Duration.ofSeconds(2), Duration.ofSeconds(25)), spec.health());
        assertEquals(new Resources(128L << 20, 0.5, 512), spec.resources());
    }

    @Test
    void theRejectedExampleSaysWhatToChange() {
        assertEquals(
                "compose.yml line 4, column 17: services.web.privileged is granted to no app. Remove the line, and what needs it.",
                assertThrows(NuaException.class, () -> new ManifestFiles()
                                .read(EXAMPLES.resolve("rejected/compose-privileged")))
                        .getMessage());
    }

    @Test
    void servicesBesideTheAppAreProcessesAndProviders() throws IOException {
        Manifest manifest = read(
                """
                x-env: &env
                  QUEUE_HOST: cache
                  CACHE_DRIVER: cache
                  DATABASE_URL: postgres://u:p@db:5432/app
                services:
                  db:
                    image: docker.io/library/postgres:16.2-alpine
                    volumes: [data:/var/lib/postgresql/data]
                  web:
                    build: {context: ./shop}
                    depends_on: [db]
                    environment: *env
                  worker:
                    build: shop
                    command: bundle exec work
                    environment: *env
                    deploy: {replicas: 2}
                  cache:
                    image: valkey/valkey:8
                  files:
                    image: minio/minio:RELEASE.2025-01-01
                  mail:
                    image: axllent/mailpit
                volumes:
                  data:
                """);

        AppSpec spec = manifest.spec();
        assertEquals("shop", spec.build().project());
        assertEquals(List.of(new AppSpec.Process("worker", "bundle exec work", 2)), spec.processes());
        assertEquals(
                List.of(
                        new AppSpec.Provider("db", "postgres", "16.2+"),
                        new AppSpec.Provider("cache", "valkey", "8+"),
                        new AppSpec.Provider("files", "s3", "")),
                spec.providers());
        assertEquals(
                Map.of(
                        "QUEUE_HOST",
                        new EnvValue.From("cache", "hostname"),
                        "CACHE_DRIVER",
                        new EnvValue.Text("cache"),
                        "DATABASE_URL",
                        new EnvValue.Text("postgres://{PGUSER}:{PGPASSWORD}@{PGHOST}:{PGPORT}/{PGDATABASE}")),
                spec.env());
        assertEquals(
                List.of(
                        "compose.yml line 21, column 12: services.files.image is not run: the platform offers s3 in its place.",
                        "compose.yml line 23, column 5: services.mail is left out: the platform runs one image of this file. Deploy it as an app of its own."),
                manifest.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres:17 | jdbc:postgresql://db:5432/app?ssl=false | jdbc:postgresql://{PGHOST}:{PGPORT}/{PGDATABASE}?ssl=false",
                "postgres:17 | postgresql+asyncpg://u:p@db/app | postgresql+asyncpg://{PGUSER}:{PGPASSWORD}@{PGHOST}:{PGPORT}/{PGDATABASE}",
                "postgres:17 | db:5432 | {PGHOST}:{PGPORT}",
                "mysql:8 | mysql2://root@db:3306/app | mysql2://{MYSQL_USER}:{MYSQL_PASSWORD}@{MYSQL_HOST}:{MYSQL_PORT}/{MYSQL_DATABASE}",
                "redis:7 | redis://db:6379/1 | redis://{REDIS_USER}:{REDIS_PASSWORD}@{REDIS_HOST}:{REDIS_PORT}/1",
                "rabbitmq | amqp://guest:guest@db:5672// | amqp://{RABBITMQ_USER}:{RABBITMQ_PASSWORD}@{RABBITMQ_HOST}:{RABBITMQ_PORT}/{RABBITMQ_VHOST}",
                "memcached | db:11211 | {MEMCACHED_HOST}:{MEMCACHED_PORT}",
                "postgres:17 | jdbc:postgresql://db/app?user=u&password=p | ",
                "minio/minio | http://db:9000 | ",
                "postgres:17 | http://example.org/db | http://example.org/db"
            })
    void addressesLeadToTheServicesOfThePlatform(String image, String address, String expected) throws IOException {
        Map<String, EnvValue> env = read("services:\n  web:\n    build: .\n    environment:\n      ADDRESS: '" + address
                        + "'\n  db:\n    image: " + image + "\n")
                .spec()
                .env();

        assertEquals(expected == null ? Map.of() : Map.of("ADDRESS", new EnvValue.Text(expected)), env);
    }

    @Test
    void loginsStandBesideTheHost() throws IOException {
        Manifest manifest = read(
                """
                services:
                  wordpress:
                    image: wordpress
                    environment:
                      WORDPRESS_DB_HOST: wp_db
                      WORDPRESS_DB_USER: wp
                      WORDPRESS_DB_PASSWORD: pw
                      WORDPRESS_DB_NAME: wp
                      WORDPRESS_DB_ROOT_PASSWORD: pw
                      WORDPRESS_TABLE_PREFIX: wp_
                      git__HOST: wp_db:3306
                    depends_on: {wp_db: {condition: service_healthy}}
                  wp_db:
                    image: mariadb:10.6
                """);

        assertEquals(
                Map.of(
                        "WORDPRESS_DB_HOST", new EnvValue.From("wp-db", "hostname"),
                        "WORDPRESS_DB_USER", new EnvValue.From("wp-db", "MYSQL_USER"),
                        "WORDPRESS_DB_PASSWORD", new EnvValue.From("wp-db", "MYSQL_PASSWORD"),
                        "WORDPRESS_DB_NAME", new EnvValue.From("wp-db", "MYSQL_DATABASE"),
                        "WORDPRESS_DB_ROOT_PASSWORD", new EnvValue.Text("pw"),
                        "WORDPRESS_TABLE_PREFIX", new EnvValue.Text("wp_"),
                        "git__HOST", new EnvValue.Text("{MYSQL_HOST}:{MYSQL_PORT}")),
                manifest.spec().env());
    }

    @Test
    void theDockerfileMayHaveAnotherName() throws IOException {
        Manifest manifest =
                read("services:\n  web:\n    build: {context: shop, dockerfile: ./docker/prod.Dockerfile}\n");

        assertEquals("docker/prod.Dockerfile", manifest.spec().build().dockerfile());
        assertEquals(List.of(), manifest.warnings());
        Files.writeString(folder.resolve("nua-config.toml"), "[build]\ndockerfile = \"ops/Dockerfile\"\n");
        assertEquals(
                "ops/Dockerfile",
                new ManifestFiles().read(folder).spec().build().dockerfile());
    }

    @Test
    void argumentsAndTargetsSayWhatToDo() throws IOException {
        assertEquals(
                List.of(
                        "compose.yml line 3, column 21: services.web.build.target has no effect: the last stage of the Dockerfile is built.",
                        "compose.yml line 3, column 32: services.web.build.args has no effect: write it as ARG NAME=value into the Dockerfile."),
                read("services:\n  web:\n    build: {target: app, args: {A: 1}}\n")
                        .warnings());
    }

    @Test
    void whatEndsBeforeOthersIsTheRelease() throws IOException {
        Manifest manifest = read(
                """
                services:
                  migrate:
                    build: .
                    command: node migrate.js
                    depends_on: {db: {condition: service_healthy}}
                  site:
                    build: .
                    depends_on: {migrate: {condition: service_completed_successfully}, db: {condition: service_healthy}}
                  db:
                    image: postgres:17
                """);

        assertEquals(List.of("node migrate.js"), manifest.spec().run().release());
        assertEquals(List.of(), manifest.spec().processes());
        assertEquals(List.of(), manifest.warnings());
    }

    @Test
    void whatNoOtherNeedsIsTheApp() throws IOException {
        AppSpec spec = read("services:\n  events: {image: x/events}\n  site: {image: x/site, depends_on: [events]}\n")
                .spec();

        assertEquals("x/site", spec.build().baseImage());
    }

    @Test
    void foldersForDataAreVolumesAndThoseInMemoryGo() throws IOException {
        Manifest manifest = read(
                """
                services:
                  web:
                    build: .
                    tmpfs: ["/run/app", "/cache:size=32m,mode=1777"]
                    volumes:
                      - ./public/system:/app/system
                      - ./app.conf:/etc/app.conf
                      - /etc/localtime:/etc/localtime:ro
                      - {type: tmpfs, target: /scratch, tmpfs: {size: 16m}}
                """);

        assertEquals(
                List.of(
                        new AppSpec.Volume("run-app", "/run/app", false, 64L << 20),
                        new AppSpec.Volume("cache", "/cache", false, 32L << 20),
                        new AppSpec.Volume("public-system", "/app/system", true),
                        new AppSpec.Volume("scratch", "/scratch", false, 16L << 20)),
                manifest.spec().volumes());
        assertEquals(
                List.of(
                        "compose.yml line 6, column 9: services.web.volumes ./public/system is kept in the volume 'public-system': the source has no such folder.",
                        "compose.yml line 7, column 9: services.web.volumes ./app.conf is not mounted: the app has what its image has, and a volume such as data:/etc/app.conf for what it keeps.",
                        "compose.yml line 8, column 9: services.web.volumes /etc/localtime is not mounted: apps have UTC, or what the variable TZ says."),
                manifest.warnings());
    }

    @Test
    void theOnlyImageIsTheApp() throws IOException {
        AppSpec spec =
                read("services:\n  wiki:\n    image: team/wiki:${TAG:-3}\n    user: 1000:1000\n  db:\n    image: mysql:8\n")
                        .spec();

        assertEquals("team/wiki:3", spec.build().baseImage());
        assertEquals("1000", spec.run().user());
        assertEquals(List.of(new AppSpec.Provider("db", "mariadb", "")), spec.providers());
    }

    @Test
    void besideSourcesOnlyAServiceThatIsBuiltIsTheApp() throws IOException {
        Files.writeString(folder.resolve("package.json"), "{}");
        Manifest manifest = read("services:\n  mail:\n    image: axllent/mailpit\n  db:\n    image: postgres:17\n");

        assertEquals(AppSpec.Build.EMPTY, manifest.spec().build());
        assertEquals(
                List.of(new AppSpec.Provider("db", "postgres", "17+")),
                manifest.spec().providers());
        assertEquals(1, manifest.warnings().size());
    }

    @Test
    void variablesComeFromFilesAndTheService() throws IOException {
        Files.writeString(folder.resolve(".env"), "TAG=7\n# no\nexport NAME=\"a b\" # c\n");
        Files.writeString(folder.resolve("app.env"), "A=file\nB='file'\nodd line\n");
        Manifest manifest = read(
                """
                services:
                  web:
                    build: .
                    env_file: [app.env, {path: gone.env, required: false}]
                    environment:
                      - A=${NAME}
                      - C=$${TAG}$TAG${NONE:-${TAG}x}${TAG:+y}
                      - D
                      - E=${UNSAID}
                """);

        assertEquals(
                Map.of(
                        "A", new EnvValue.Text("a b"),
                        "B", new EnvValue.Text("file"),
                        "C", new EnvValue.Text("${TAG}77xy"),
                        "E", new EnvValue.Text("")),
                manifest.spec().env());
        assertEquals(
                List.of(
                        "compose.yml line 9, column 9: ${UNSAID} is said nowhere and is empty. Say it in .env, or write ${UNSAID:-default}.",
                        "app.env line 3, column 1: the line is not NAME=value and has no effect.",
                        "compose.yml line 8, column 9: services.web.environment D has no value here. Set it with: nua env set APP D=…"),
                manifest.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "privileged: true | line 4, column 17: services.web.privileged is granted to no app. Remove the line, and what needs it.",
                "pid: host | line 4, column 10: services.web.pid asks for the processes of the machine, which no app sees. Remove the line.",
                "volumes: [/srv/a:/a] | line 4, column 15: services.web.volumes asks for /srv/a of the machine, which no app gets. Write a volume with a name instead, such as data:/a.",
                "volumes: [../a:/a] | line 4, column 15: services.web.volumes asks for ../a of the machine, which no app gets. Write a volume with a name instead, such as data:/a.",
                "volumes: [~/a:/a] | line 4, column 15: services.web.volumes asks for ~/a of the machine, which no app gets. Write a volume with a name instead, such as data:/a.",
                "volumes: [{type: bind, source: /a, target: /a}] | line 4, column 15: services.web.volumes asks for /a of the machine, which no app gets. Write a volume with a name instead, such as data:/a.",
                "volumes: [/var/run/docker.sock:/var/run/docker.sock] | line 4, column 15: services.web.volumes asks for the engine's socket, which is the whole machine and no app gets. Remove the line, and what needs it.",
                "volumes: [data:data] | line 4, column 15: services.web.volumes must name an absolute folder in the container. Write data:/data.",
                "ports: [web] | line 4, column 13: services.web.ports must be a port from 1 to 65535. Write \"8080:3000\".",
                "mem_limit: 1m | line 3, column 5: Resources are out of range: memory must be at least 16M, cpu above 0 and at most 1024, pids at least 8.",
                "healthcheck: {test: x, interval: soon} | line 4, column 38: services.web.healthcheck.interval must be a duration of at most a day. Write interval: 30s."
            })
    void refusesWhatNoAppGets(String key, String sentence) {
        var refusal = assertThrows(NuaException.class, () -> warnings(key));

        assertEquals(NuaException.Kind.REJECTED_BY_APP, refusal.kind());
        assertEquals("compose.yml " + sentence, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "network_mode: host | line 4, column 19: services.web.network_mode has no effect: apps run without privileges, in a network of their own.",
                "cap_add: [NET_ADMIN] | line 4, column 14: services.web.cap_add has no effect: apps run without privileges, in a network of their own.",
                "devices: [/dev/fuse] | line 4, column 14: services.web.devices has no effect: apps run without privileges, in a network of their own.",
                "depends_on: {db: {condition: service_healthy}} | line 4, column 22: services.web.depends_on db has the condition service_healthy, which has no effect: backing services are ready before the app starts.",
                "volumes: [./src:/app/src] | line 4, column 15: services.web.volumes ./src is not mounted: the app has what its image has, and a volume such as data:/app/src for what it keeps.",
                "volumes: [/app/node_modules] | line 4, column 15: services.web.volumes /app/node_modules has no name and is not kept. Write data:/app/node_modules to keep it.",
                "ports: [3000, 53/udp] | line 4, column 19: services.web.ports is not published: the router serves one port of an app, over HTTP.",
                "env_file: gone.env | line 4, column 15: services.web.env_file gone.env is not in the source. Set its variables with: nua env set APP NAME=…",
                "scale: 3 | line 3, column 5: services.web runs once. Scale it with: nua scale APP web=3",
                "comand: x | line 4, column 13: services.web.comand is not known; did you mean 'command'?",
                "labels: {a: b} | line 4, column 13: services.web.labels has no effect: domains are added with nua domains add."
            })
    void tellsWhatHasNoEffect(String key, String warning) throws IOException {
        assertEquals(List.of("compose.yml " + warning), warnings(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "command: npm run serve | npm run serve",
                "command: [sh, -c, 'echo it''s; exec x'] | sh -c 'echo it'\\''s; exec x'",
                "entrypoint: [./enter]\\ncommand: [serve] | ./enter serve",
                "working_dir: /app/web\\ncommand: ./serve | cd /app/web && ./serve"
            })
    void commandsAreLinesForTheShell(String keys, String start) throws IOException {
        warnings(keys);

        assertEquals(
                List.of(start), new ManifestFiles().read(folder).spec().run().start());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "test: curl -fsS http://127.0.0.1:3000/up || exit 1 ~ http /up",
                "test: [CMD, wget, --spider, -q, 'http://localhost:3000'] ~ http /",
                "test: [CMD-SHELL, 'curl http://localhost:9/up'] ~ exec curl http://localhost:9/up",
                "test: [CMD, pg_isready, -U, 'a b'] ~ exec pg_isready -U 'a b'",
                "test: [NONE] ~ conventional",
                "disable: true ~ conventional"
            })
    void healthIsARequestWhereItCanBe(String test, String expected) throws IOException {
        HealthCheck health = read("services:\n  web:\n    build: .\n    ports: ['3000']\n    healthcheck:\n      "
                        + test + "\n      interval: 1m30s\n      retries: 2\n")
                .spec()
                .health();

        Duration all = Duration.ofMinutes(3);
        String found = health.equals(new HealthCheck.Conventional())
                ? "conventional"
                : health instanceof HealthCheck.Http http
                        ? "http " + http.path()
                        : "exec " + ((HealthCheck.Exec) health).command();
        assertEquals(expected, found);
        assertEquals(found.equals("conventional") ? HealthCheck.START_PERIOD : all, health.startPeriod());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "volumes: ['./a\\b:/a'] | asks for ./a\\b of the machine",
                "volumes: [\"./a\\0:/a\"] | asks for ./a? of the machine",
                "build: \"a\\0b\" | must be a folder of the source",
                "build: ../a | must be a folder of the source",
                "build: https://a.example/a.git | must be a folder of the source",
                "build: {context: /a} | must be a folder of the source"
            })
    void pathsThatLeadNowhereAreRefused(String key, String part) {
        var refusal =
                assertThrows(NuaException.class, () -> read("services:\n  web:\n    image: x\n    " + key + "\n"));

        assertEquals(NuaException.Kind.REJECTED_BY_APP, refusal.kind());
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void longTextsAreFilledAtOnce() throws IOException {
        String text = "x".repeat(100_000);
        Files.writeString(folder.resolve(".env"), "B=y" + " ".repeat(100_000) + "z\n");

        assertEquals(
                Map.of("A", new EnvValue.Text(text), "C", new EnvValue.Text("${D:-" + "$".repeat(5_000) + "}")),
                assertTimeout(
                                Duration.ofSeconds(5),
                                () -> read("services:\n  web:\n    build: .\n    environment:\n      A: ${B1:-" + text
                                        + "}\n      C: ${D:-" + "$".repeat(10_000) + "}\n"))
                        .spec()
                        .env());
    }

    @Test
    void severalImagesWithoutAnAppAreRefused() {
        assertEquals(
                "compose.yml line 2, column 3: none of the services a, b tells that it is the app. Call that one web, or give it build: .",
                assertThrows(NuaException.class, () -> read("services:\n  a: {image: x/a}\n  b: {image: x/b}\n"))
                        .getMessage());
    }

    @Test
    void otherFilesAreReadInsteadOfIt() throws IOException {
        Files.writeString(folder.resolve("Procfile"), "web: ./serve\n");
        Manifest manifest = read("services:\n  web:\n    build: .\n    privileged: true\n");

        assertEquals("Procfile", manifest.file());
        assertEquals(List.of("compose.yml: Procfile is read instead of it."), manifest.warnings());
    }

    @Test
    void overridesAreNotRead() throws IOException {
        Files.writeString(folder.resolve("docker-compose.override.yml"), "services:\n");

        assertEquals(
                List.of("docker-compose.override.yml: only compose.yml is read."),
                read("services:\n  web:\n    build: .\n").warnings());
    }
}

package rocks.nua.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.manifest.ManifestReader.Manifest;

class AppJsonTest {
    private final Path folder;

    AppJsonTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Manifest read(String text) throws IOException {
        Files.writeString(folder.resolve("app.json"), text);
        return new ManifestFiles().read(folder);
    }

    @Test
    void saysWhatTheAppIsAndNeeds() throws IOException {
        Manifest manifest = read(
                """
                {
                  "name": "Notes", "description": "Keeps notes", "website": "https://notes.example",
                  "keywords": ["notes", "wiki"], "repository": "https://git.example/notes", "stack": "heroku-24",
                  "env": {
                    "Mode": "quick",
                    "SECRET": { "description": "signs cookies", "generator": "secret" },
                    "LEVEL": { "value": "3", "required": true },
                    "OPTIONAL": { "required": false }
                  },
                  "addons": ["heroku-postgresql:essential-0", { "plan": "heroku-redis", "as": "CACHE", "options": { "version": "7" } }],
                  "buildpacks": [{ "url": "https://github.com/heroku/heroku-buildpack-nodejs.git#v1" }]
                }
                """);

        AppSpec spec = manifest.spec();
        assertEquals(List.of(), manifest.warnings());
        assertEquals("app.json", manifest.file());
        assertEquals("Notes", spec.metadata().title());
        assertEquals("Keeps notes", spec.metadata().description());
        assertEquals("https://notes.example", spec.metadata().website());
        assertEquals(List.of("notes", "wiki"), spec.metadata().tags());
        assertEquals("node", spec.build().builder());
        assertEquals(
                Map.of(
                        "Mode", new EnvValue.Text("quick"),
                        "SECRET", new EnvValue.Random(64, false),
                        "LEVEL", new EnvValue.Text("3"),
                        "CACHE_URL", new EnvValue.From("cache", "REDIS_URL")),
                spec.env());
        assertEquals(
                List.of(new AppSpec.Provider("postgres", "postgres", ""), new AppSpec.Provider("cache", "redis", "7+")),
                spec.providers());
    }

    @Test
    void addOnsAreKnownByTheirOwnVariables() throws IOException {
        AppSpec spec =
                read("{\"addons\": [\"jawsdb-maria\", \"cloudamqp:lemur\", {\"plan\": \"heroku-postgresql\", \"as\": \"REPORTS\"}],"
                                + " \"env\": {\"CLOUDAMQP_URL\": \"mine\"}}")
                        .spec();

        assertEquals(
                Map.of(
                        "JAWSDB_MARIA_URL", new EnvValue.From("mariadb", "DATABASE_URL"),
                        "CLOUDAMQP_URL", new EnvValue.Text("mine"),
                        "REPORTS_URL", new EnvValue.From("reports", "DATABASE_URL")),
                spec.env());
    }

    @Test
    void countsTheProcessesOfTheProcfile() throws IOException {
        Files.writeString(folder.resolve("Procfile"), "web: ./serve\nworker: ./work\nclock: ./tick\n");
        Manifest manifest = read(
                """
                {"formation": {"web": {"quantity": 2},
                 "worker": {"quantity": 3, "size": "standard-1x"},
                 "mailer": {"quantity": 1}}}
                """);

        assertEquals("Procfile", manifest.file());
        assertEquals(List.of("./serve"), manifest.spec().run().start());
        assertEquals(
                List.of(new AppSpec.Process("worker", "./work", 3), new AppSpec.Process("clock", "./tick", 1)),
                manifest.spec().processes());
        assertEquals(
                List.of(
                        "app.json line 1, column 36: formation.web.quantity has no effect. Scale it with: nua scale APP web=2",
                        "app.json line 3, column 12: formation.mailer has no effect: no line of the Procfile begins with mailer:."),
                manifest.warnings());
    }

    @Test
    void theManifestWins() throws IOException {
        Files.writeString(
                folder.resolve("nua-config.toml"),
                """
                [metadata]
                title = "Ours"
                [build]
                base-image = "team/notes:1"
                [env]
                LEVEL = "1"
                [[process]]
                name = "worker"
                start = "./ours"
                [[provider]]
                name = "db"
                type = "mariadb"
                shared = true
                """);
        Files.writeString(folder.resolve("Procfile"), "worker: ./theirs\n");
        AppSpec spec =
                read("""
                        {"name": "Theirs", "description": "Theirs too", "env": {"LEVEL": "2", "MODE": "x"},
                         "formation": {"worker": {"quantity": 3}}, "addons": ["heroku-postgresql"],
                         "buildpacks": [{"url": "heroku/python"}]}
                        """)
                        .spec();

        assertEquals("Ours", spec.metadata().title());
        assertEquals("Theirs too", spec.metadata().description());
        assertEquals("", spec.build().builder());
        assertEquals(Map.of("LEVEL", new EnvValue.Text("1"), "MODE", new EnvValue.Text("x")), spec.env());
        assertEquals(List.of(new AppSpec.Process("worker", "./ours", 1)), spec.processes());
        assertEquals(List.of(new AppSpec.Provider("db", "mariadb", "", true)), spec.providers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"env\": {\"KEY\": {\"description\": \"of the shop\"}}} | 1, column 17: env.KEY is required and has no value here. Set it with: nua env set APP KEY=…",
                "{\"env\": {\"KEY\": {\"generator\": \"uuid\"}}} | 1, column 31: env.KEY.generator is not known; only \"secret\" is. Set it with: nua env set APP KEY=…",
                "{\"scripts\": {\"postdeploy\": \"rake db:seed\"}} | 1, column 28: scripts.postdeploy is not run. After the first deploy run it with: nua run APP -- rake db:seed",
                "{\"addons\": [\"papertrail:choklad\"]} | 1, column 13: addons.plan names papertrail, for which no backing service stands: it has no effect.",
                "{\"addons\": [\"heroku-redis\", \"rediscloud\"]} | 1, column 29: addons.plan is the second 'redis' and left out: tell them apart by \"as\".",
                "{\"buildpacks\": [{\"url\": \"heroku/scala\"}]} | 1, column 25: buildpacks.url names scala, for which no builder stands: it has no effect.",
                "{\"environments\": {\"test\": {}}} | 1, column 18: environments has no effect yet.",
                "{\"adons\": []} | 1, column 11: adons is not known; did you mean 'addons'?"
            })
    void tellsWhatHasNoEffect(String text, String warning) throws IOException {
        assertEquals(List.of("app.json line " + warning), read(text).warnings());
    }

    @Test
    void theLastBuildpackIsTheBuilder() throws IOException {
        Manifest manifest = read("{\"buildpacks\": [{\"url\": \"heroku/nodejs\"}, {\"url\": \"heroku/ruby\"}]}");

        assertEquals("ruby", manifest.spec().build().builder());
        assertEquals(
                List.of("app.json line 1, column 51: buildpacks.url is built instead of node: an app has one builder."),
                manifest.warnings());
    }

    @Test
    void theAppJsonOfAMobileFrameworkSaysNothing() throws IOException {
        Manifest manifest = read("{\"expo\": {\"name\": \"Notes\"}, \"name\": \"Notes\"}");

        assertEquals(AppSpec.EMPTY, manifest.spec());
        assertEquals(List.of(), manifest.warnings());
    }

    @Test
    void mistakesAreRefusedWithTheirPlace() {
        assertEquals(
                "app.json line 2, column 7: env must be a table, but is a text (x). Write [env].",
                assertThrows(NuaException.class, () -> read("{\n\"env\":\"x\"}"))
                        .getMessage());
    }
}

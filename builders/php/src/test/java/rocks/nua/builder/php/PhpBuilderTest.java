package rocks.nua.builder.php;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.Resources;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;

class PhpBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");

    @TempDir
    Path folder;

    @Override
    protected Builder builder() {
        return new PhpBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(
                EXAMPLES.resolve("php-front-controller"), EXAMPLES.resolve("php-older"), EXAMPLES.resolve("php-plain"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(
                EXAMPLES.resolve("rejected/php-broken-composer"),
                EXAMPLES.resolve("rejected/php-broken-lock"),
                EXAMPLES.resolve("rejected/php-no-index"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-static"), EXAMPLES.resolve("hello-node"));
    }

    @Test
    void saysWhereComposerJsonIsBroken() {
        assertRejected(
                SourceTree.of(EXAMPLES.resolve("rejected/php-broken-composer")),
                "composer.json is not valid JSON: line 4, column 3: a name in double quotes is expected. Mend it there.");
    }

    @Test
    void packagesAreInstalledBeforeTheSourceIsCopied() throws IOException {
        write("composer.json", "{\"require\": {\"php\": \"^8.1\", \"slim/slim\": \"^4\"}}");
        write("composer.lock", "{\"packages\": [{\"require\": {\"ext-simplexml\": \"*\", \"ext-strange\": \"*\"}}]}");
        write("public/index.php", "");

        assertHas("packages: composer git unzip\n");
        assertHas(
                """
                copy: composer.json composer.lock
                run: composer install --no-interaction --no-ansi --no-dev --no-scripts --no-autoloader --prefer-dist
                copy: everything
                run: composer dump-autoload --no-interaction --no-ansi --no-dev --optimize
                cache: /home/nua/.cache/composer
                run packages: nginx php8.4-fpm php8.4-xml systemd-standalone-tmpfiles
                """);
    }

    @Test
    void localRepositoriesNeedTheWholeSource() throws IOException {
        write(
                "composer.json",
                "{\"require\": {\"a/b\": \"*\"}, \"repositories\": [{\"type\": \"path\", \"url\": \"b\"}]}");
        write("public/index.php", "");

        assertHas("copy: everything\nrun: composer install");
        assertHas("--prefer-dist\nrun: composer dump-autoload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"require\": {\"php\": \"^8.1\", \"ext-json\": \"*\"}}",
                "{\"require\": {\"a/b\": \"*\"}, \"autoload\": {\"files\": [\"x.php\"]}}"
            })
    void nothingIsInstalledWhereNothingIsMissing(String json) throws IOException {
        write("composer.json", json);
        write("public/index.php", "");
        write("vendor/autoload.php", "");

        assertFalse(text().contains("run: "), text());
        assertFalse(text().contains("\npackages: "), text());
    }

    @ParameterizedTest
    @CsvSource({
        "pdo_mysql, php8.4-mysql",
        "PDO_PGSQL, php8.4-pgsql",
        "dom, php8.4-xml",
        "redis, php8.4-redis",
        "intl, php8.4-intl"
    })
    void extensionsComeFromDebian(String extension, String debian) throws IOException {
        write("composer.json", "{\"require\": {\"ext-" + extension + "\": \"*\"}}");
        write("index.php", "");

        assertHas("run packages: nginx php8.4-fpm " + debian + " systemd");
    }

    @Test
    void rejectsAnExtensionThatDebianHasNot() throws IOException {
        write("composer.json", "{\"require\": {\"ext-swoole\": \"*\"}}");
        write("index.php", "");

        assertRejected(
                SourceTree.of(folder),
                "composer.json asks for the PHP extension ext-swoole, which Debian 13 does not have: remove it from require, or bring a Dockerfile.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^7.4", "7.*", "~5.6 || ^7.0", "~8.3.0", "^9", ">8.4", "8.1 - 8.1"})
    void rejectsAPhpThatIsNotThere(String versions) throws IOException {
        write("composer.json", "{\"require\": {\"php\": \"" + versions + "\"}}");
        write("index.php", "");

        var refusal = assertThrows(NuaException.class, this::text);
        assertTrue(
                refusal.getMessage().startsWith("composer.json asks for PHP '" + versions + "', but"),
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.2.*", "~8.2.0", ">=8.1 <8.4", ">=8.1,<8.3", "8.0 - 8.2", "^7.4 || 8.2.*", "<8.4", "^8.0 !=8.4"
            })
    void takesTheOlderPhpFromDebian12(String versions) throws IOException {
        write("composer.json", "{\"require\": {\"php\": \"" + versions + "\", \"ext-intl\": \"*\"}}");
        write("index.php", "");

        assertHas("base: bookworm\n");
        assertHas("run packages: nginx php8.2-fpm php8.2-intl systemd-standalone-tmpfiles\n");
        assertHas("php-fpm8.2 --nodaemonize");
        assertHas("because: PHP 8.2 comes from Debian 12, with php8.2-intl\n");
    }

    @Test
    void rejectsAnExtensionThatTheOlderDebianHasNot() throws IOException {
        write("composer.json", "{\"require\": {\"php\": \"8.2.*\", \"ext-zstd\": \"*\"}}");
        write("index.php", "");

        assertRejected(
                SourceTree.of(folder),
                "composer.json asks for the PHP extension ext-zstd, which Debian 12 does not have: remove it from require, or bring a Dockerfile.");
    }

    @ParameterizedTest
    @ValueSource(strings = {">=7.4", "^7.4 || ^8.0", "^8.1", "*", "^7.4|^8"})
    void takesAPhpThatIsAllowed(String versions) throws IOException {
        write("composer.json", "{\"require\": {\"php\": \"" + versions + "\"}}");
        write("index.php", "");

        assertHas("because: PHP 8.4 comes from Debian 13\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public/index.php | <?php | try_files $uri $uri/ /index.php$is_args$args;",
                "index.php | <?php require 'wp-blog-header.php'; | try_files $uri $uri/ /index.php$is_args$args;",
                "index.php | <?php echo 1; | try_files $uri $uri/ =404;"
            })
    void knowsAFrontController(String file, String text, String line) throws IOException {
        write(file, text);

        assertHas("location / { " + line + " }");
    }

    @Test
    void theManifestTellsPortAndMemory() throws IOException {
        write("index.php", "");
        AppSpec none = AppSpec.EMPTY;
        String text = PlanText.of(builder()
                .plan(new SourceTree(folder, spec(none.run(), Map.of("web", new AppSpec.Port(9000)), 128L << 20)))
                .orElseThrow());

        assertTrue(text.contains("    listen 9000 default_server;\n"), text);
        assertTrue(text.contains("pm.max_children = 2\n"), text);
        assertTrue(text.contains("\nport: 9000\n"), text);
    }

    @Test
    void aStartInTheManifestNeedsNoServer() throws IOException {
        write("composer.json", "{}");
        var run = new AppSpec.Run(List.of(), List.of("php worker.php"), List.of(), List.of(), "");
        String text = PlanText.of(builder()
                .plan(new SourceTree(folder, spec(run, Map.of(), 128L << 20)))
                .orElseThrow());

        assertTrue(text.contains("run packages: php8.4-cli\nstart: /bin/sh -c 'php worker.php'\n"), text);
    }

    @Test
    void finishedPagesAreLeftToOthers() throws IOException {
        write("composer.json", "{}");
        write("index.html", "<h1>Hello</h1>");

        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));
    }

    private static AppSpec spec(AppSpec.Run run, Map<String, AppSpec.Port> ports, long memory) {
        AppSpec none = AppSpec.EMPTY;
        return new AppSpec(
                none.metadata(),
                none.build(),
                run,
                none.env(),
                ports,
                none.processes(),
                none.volumes(),
                none.providers(),
                none.health(),
                none.crons(),
                new Resources(memory, 1, 512));
    }

    @Test
    void symfonyRunsWithoutThePackagesOfDevelopers() throws IOException {
        write("composer.json", "{\"require\": {\"symfony/framework-bundle\": \"7.2.*\"}}");
        write("public/index.php", "");

        assertHas("\nenv: APP_ENV=prod\n");
    }

    @Test
    void laravelLogsToTheOutputAndIsToldItsKey() throws IOException {
        write("artisan", "");
        write("public/index.php", "");

        assertHas("\nenv: LOG_CHANNEL=stderr\n");
        assertHas("because: Laravel needs a key: set APP_KEY by 'nua env set'");
    }

    @Test
    void aProgramBesideAPageIsRunAndNotShown() throws IOException {
        write("index.html", "");
        write("send.php", "");

        assertHas("because: the source has index.html\nbecause: nginx serves files and each .php;");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String text() {
        return PlanText.of(builder().plan(SourceTree.of(folder)).orElseThrow());
    }

    private void assertHas(String lines) {
        assertTrue(text().contains(lines), () -> text() + "\n--- has not:\n" + lines);
    }

    private void assertRejected(SourceTree source, String sentence) {
        var refusal = assertThrows(NuaException.class, () -> builder().plan(source));
        assertEquals(sentence, refusal.getMessage());
    }
}

package rocks.nua.builder.ruby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;
import rocks.nua.testkit.Specs;

class RubyBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final String TIDY = "run: /bin/sh -c 'rm -rf vendor/bundle/ruby/*/cache'\n";

    @TempDir
    Path folder;

    @BeforeEach
    void startAnApp() throws IOException {
        write("config.ru", "run App");
    }

    @Override
    protected Builder builder() {
        return new RubyBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(EXAMPLES.resolve("ruby-rack"), EXAMPLES.resolve("ruby-rails"), EXAMPLES.resolve("ruby-sinatra"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(EXAMPLES.resolve("rejected/ruby-broken-lock"), EXAMPLES.resolve("rejected/no-config-ru"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-node"), EXAMPLES.resolve("hello-static"));
    }

    @Test
    void installsWhatTheLockFileSaysBeforeTheRestIsCopied() throws IOException {
        write("Gemfile", "gem \"puma\"\ngem 'pg', '~> 1.5'\n");
        write("Gemfile.lock", "GEM\n  specs:\n    puma (6.6.0)\n");
        String plan = plan(AppSpec.EMPTY);

        assertTrue(plan.contains("\npackages: build-essential libpq-dev libyaml-dev pkg-config ruby-dev\n"), plan);
        assertTrue(plan.contains("\nrun packages: libpq5 ruby ruby-bundler\n"), plan);
        assertTrue(plan.contains("\ncopy: Gemfile Gemfile.lock\nrun: env BUNDLE_DEPLOYMENT=true "), plan);
        assertTrue(
                plan.contains(" bundle install\n" + TIDY + "copy: everything\ncache: /home/nua/.bundle/cache\n"), plan);
        assertTrue(
                plan.contains("\nstart: /bin/sh -c 'exec bundle exec puma -b tcp://0.0.0.0:$PORT config.ru'\n"), plan);
    }

    @Test
    void takesGemsThatLieInTheSource() throws IOException {
        write("Gemfile", "gem \"puma\"\n");
        write("vendor/cache/puma-6.6.0.gem", "");

        assertTrue(plan(AppSpec.EMPTY).contains("\ncopy: everything\nrun: env "), plan(AppSpec.EMPTY));
        assertTrue(plan(AppSpec.EMPTY).contains(" bundle install --local\n" + TIDY + "cache: "), plan(AppSpec.EMPTY));
    }

    @Test
    void railsMakesItsAssetsAndServesThem() throws IOException {
        write("Gemfile", "gem \"rails\", \"~> 7.2\"\n");
        write("app/assets/application.css", "");
        String plan = plan(AppSpec.EMPTY);

        assertTrue(plan.contains(" SECRET_KEY_BASE_DUMMY=1 bundle exec rake assets:precompile\n"), plan);
        assertTrue(plan.contains("\nstart: /bin/sh -c 'exec bundle exec rails server -b 0.0.0.0 -p $PORT'\n"), plan);
        assertTrue(plan.contains("\nenv: RAILS_ENV=production\n"), plan);
        assertFalse(plan.contains("\nenv: SECRET_KEY_BASE_DUMMY"), plan);
    }

    @Test
    void needsNoBundlerWhereTheManifestTakesGemsFromDebian() throws IOException {
        write("Gemfile", "gem \"sinatra\"\n");
        String plan = plan(run(List.of("ruby-sinatra"), List.of()));

        assertFalse(plan.contains("bundle"), plan);
        assertTrue(plan.contains("\nrun packages: puma ruby ruby-rack\n"), plan);
    }

    @Test
    void theManifestCanSayHowItStarts() throws IOException {
        Files.delete(folder.resolve("config.ru"));
        write("Gemfile", "gem \"webrick\"\n");

        String plan = plan(run(List.of(), List.of("bundle exec ruby server.rb")));
        assertTrue(plan.contains("\nstart: /bin/sh -c 'bundle exec ruby server.rb'\n"), plan);
    }

    @ParameterizedTest
    @CsvSource({"~> 3.3.0, trixie", "~> 3.3.4, trixie", "~> 3.1.2, bookworm", ">= 3.0, trixie", "~> 3.1, trixie"})
    void takesTheRubyThatTheGemfileAsksFor(String ruby, String suite) throws IOException {
        write("Gemfile", "ruby \"" + ruby + "\"\ngem \"puma\"\n");

        assertTrue(plan(AppSpec.EMPTY).startsWith("base: " + suite + "\n"), plan(AppSpec.EMPTY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ruby '3.3.5' | Gemfile asks for Ruby '3.3.5', but there are only Debian's 3.3 and 3.1:"
                        + " write ruby \"~> 3.3.0\" in Gemfile.",
                "ruby '~> 2.7.0' | Gemfile asks for Ruby '~> 2.7.0', but there are only Debian's 3.3 and 3.1:"
                        + " write ruby \"~> 3.3.0\" in Gemfile.",
                "gem 'sinatra' | No gem of the Gemfile serves the app: add gem \"puma\" to it and run 'bundle lock'."
            })
    void rejectsWhatCannotRun(String gemfile, String sentence) throws IOException {
        write("Gemfile", gemfile);

        assertEquals(
                sentence,
                assertThrows(NuaException.class, () -> builder().plan(SourceTree.of(folder)))
                        .getMessage());
    }

    @Test
    void servesThePagesThatJekyllMakes() throws IOException {
        Files.delete(folder.resolve("config.ru"));
        write("Gemfile", "gem \"jekyll\"\ngem \"minima\"\n");
        write("_config.yml", "title: Hall\n");
        String plan = plan(AppSpec.EMPTY);

        assertTrue(plan.contains(" env JEKYLL_ENV=production bundle exec jekyll build\nwrite: /etc/nginx/"), plan);
        assertTrue(plan.contains("\nrun packages: nginx-light\nkeep: _site\nstart: nginx "), plan);
    }

    @Test
    void aClassicSinatraServesItself() throws IOException {
        Files.delete(folder.resolve("config.ru"));
        write("Gemfile", "gem \"sinatra\"\ngem \"puma\"\n");
        write("app.rb", "require 'sinatra'\nget('/') { 'hi' }\n");

        assertTrue(
                plan(AppSpec.EMPTY).contains("\nstart: /bin/sh -c 'exec bundle exec ruby app.rb'\n"),
                plan(AppSpec.EMPTY));
    }

    @Test
    void theRubyMayStandInItsFile() throws IOException {
        write("Gemfile", "ruby file: \".ruby-version\"\ngem \"puma\"\n");
        write(".ruby-version", "ruby-3.2.2\n");

        var refusal = assertThrows(NuaException.class, () -> plan(AppSpec.EMPTY));
        assertEquals(
                "Gemfile asks for Ruby '3.2.2', but there are only Debian's 3.3 and 3.1: write ruby \"~> 3.3.0\" in Gemfile.",
                refusal.getMessage());
    }

    private String plan(AppSpec spec) {
        return PlanText.of(builder().plan(new SourceTree(folder, spec)).orElseThrow());
    }

    private static AppSpec run(List<String> packages, List<String> start) {
        return Specs.of(new AppSpec.Run(packages, start, List.of(), List.of(), ""));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

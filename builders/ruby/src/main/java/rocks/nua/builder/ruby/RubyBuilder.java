package rocks.nua.builder.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.NginxSite;
import rocks.nua.api.build.SourceTree;

/** Runs what config.ru describes, Rails among it; serves what Jekyll makes. */
@Component
@Plugin(name = "ruby", order = 65)
public final class RubyBuilder implements Builder {
    private static final int PORT = 8080;
    private static final String CLASSIC = "app.rb";
    private static final Pattern SINATRA = Pattern.compile("(?m)^\\s*require\\s*\\(?\\s*[\"']sinatra[\"']");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        Optional<String> gemfile = source.read(Gems.FILE);
        if (gemfile.isEmpty() && !source.has("config.ru")) {
            return Optional.empty();
        }
        if (!source.has("config.ru")
                && !classic(source)
                && source.spec().run().start().isEmpty()) {
            Optional<Gems> jekyll = gemfile.map(text -> Gems.of(text, source))
                    .filter(gems -> gems.has("jekyll") || gems.has("github-pages"));
            if (jekyll.isPresent()) {
                return jekyll.map(gems -> pages(gems, source));
            }
            throw NuaException.rejected(
                    "There is a Gemfile, but no config.ru that tells how the app is served: add one,"
                            + " or a Procfile with: web: bundle exec ruby yourfile.rb.");
        }
        return Optional.of(gemfile.filter(text -> !fromDebian(source))
                .map(text -> bundled(Gems.of(text, source), source))
                .orElseGet(() -> packaged(source)));
    }

    /** Whether it is the file of Sinatra that serves itself, on PORT and all addresses. */
    private static boolean classic(SourceTree source) {
        return !source.has("config.ru")
                && source.read(CLASSIC)
                        .filter(text -> SINATRA.matcher(text).find())
                        .isPresent();
    }

    /** Whether the manifest takes the gems from Debian's archive. */
    private static boolean fromDebian(SourceTree source) {
        return source.spec().run().packages().stream()
                .anyMatch(name -> name.equals("puma") || name.startsWith("ruby-"));
    }

    private static BuildPlan packaged(SourceTree source) {
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                List.of(),
                List.of(new Step.Copy(List.of())),
                List.of(),
                classic(source) ? List.of("puma", "ruby", "ruby-rackup") : List.of("puma", "ruby", "ruby-rack"),
                List.of(),
                start(source, () -> classic(source) ? "ruby " + CLASSIC : "puma -b tcp://0.0.0.0:$PORT config.ru"),
                PORT,
                Map.of("RACK_ENV", "production"),
                List.of(
                        source.has("config.ru") ? "the folder has a config.ru" : "the folder has a Gemfile",
                        fromDebian(source)
                                ? "the manifest takes its gems from Debian 13"
                                : "there is no Gemfile, so Rack and Puma come from Debian 13"));
    }

    private static BuildPlan bundled(Gems gems, SourceTree source) {
        var bundle = new Bundle(gems, source);
        return new BuildPlan.Recipe(
                gems.base(),
                bundle.packages(),
                bundle.steps(),
                List.of(new CachePath(Bundle.CACHE)),
                bundle.runPackages(),
                List.of(),
                start(source, () -> "bundle exec " + (classic(source) ? "ruby " + CLASSIC : gems.server())),
                PORT,
                bundle.env(),
                bundle.because());
    }

    /** What Jekyll makes with the themes and plugins of the Gemfile. */
    private static BuildPlan pages(Gems gems, SourceTree source) {
        var bundle = new Bundle(gems, source);
        var packages = new ArrayList<>(bundle.packages());
        packages.addAll(bundle.runPackages());
        var steps = new ArrayList<>(bundle.steps());
        steps.add(bundle.run(List.of("env", "JEKYLL_ENV=production", "bundle", "exec", "jekyll", "build")));
        var because = new ArrayList<>(bundle.because());
        because.add("Jekyll makes pages in _site/, which nginx serves");
        return new NginxSite("/app/_site", NginxSite.port(source.spec()), true, true, false)
                .recipe(gems.base(), packages, steps, List.of(new CachePath(Bundle.CACHE)), because);
    }

    /** Only a shell knows the port when the app starts. */
    private static List<String> start(SourceTree source, Supplier<String> server) {
        List<String> said = source.spec().run().start();
        return List.of("/bin/sh", "-c", said.isEmpty() ? "exec " + server.get() : String.join("\n", said));
    }
}

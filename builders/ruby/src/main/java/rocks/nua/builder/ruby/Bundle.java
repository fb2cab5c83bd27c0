package rocks.nua.builder.ruby;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;

/**
 * The steps by which Bundler installs the gems below {@code /app}.
 *
 * @param gems what to install
 * @param source the folder
 */
record Bundle(Gems gems, SourceTree source) {
    /** Gems as they were fetched. */
    static final String CACHE = "/home/nua/.bundle/cache";

    private static final String ASSETS = "app/assets/**";

    List<String> packages() {
        return Stream.concat(
                        Stream.of("build-essential", "libyaml-dev", "pkg-config", "ruby-dev"),
                        Gems.Native.of(gems).stream().map(one -> one.headers))
                .toList();
    }

    List<String> runPackages() {
        return Stream.concat(
                        Stream.of("ruby", "ruby-bundler"),
                        Gems.Native.of(gems).stream().map(one -> one.library))
                .toList();
    }

    /** What changes seldom comes first, unless gems lie in the source itself. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        boolean vendored = !source.files("vendor/cache/*").isEmpty();
        boolean local = gems.gemfile().matches("(?s).*(?:\\bpath:|:path\\s*=>|\\bgemspec\\b|\\beval_gemfile\\b).*");
        steps.add(new Step.Copy(local || vendored ? List.of() : files()));
        steps.add(run(vendored ? List.of("bundle", "install", "--local") : List.of("bundle", "install")));
        steps.add(Step.Run.shell("rm -rf vendor/bundle/ruby/*/cache")); // a second copy of each gem
        if (!local && !vendored) {
            steps.add(new Step.Copy(List.of()));
        }
        if (gems.has("rails") && !source.files(ASSETS).isEmpty()) {
            steps.add(run(List.of("bundle", "exec", "rake", "assets:precompile")));
        }
        return steps;
    }

    Map<String, String> env() {
        var env = new TreeMap<String, String>(Map.of(
                "BUNDLE_PATH", "/app/vendor/bundle", "BUNDLE_WITHOUT", "development:test", "RACK_ENV", "production"));
        if (gems.locked()) {
            env.put("BUNDLE_DEPLOYMENT", "true");
        }
        if (gems.has("rails")) {
            env.putAll(Map.of("RAILS_ENV", "production", "RAILS_LOG_TO_STDOUT", "1", "RAILS_SERVE_STATIC_FILES", "1"));
        }
        return env;
    }

    List<String> because() {
        return List.of(
                "the folder has a Gemfile",
                gems.locked()
                        ? "its gems are installed by Bundler as Gemfile.lock says"
                        : "its gems are installed by Bundler; there is no Gemfile.lock, so versions can change: keep it with the source",
                "Ruby comes from Debian " + (gems.base().suite().equals("trixie") ? "13" : "12"));
    }

    /** A command that sees the gems. */
    Step run(List<String> command) {
        var during = new LinkedHashMap<>(env());
        during.put("BUNDLE_GLOBAL_GEM_CACHE", "true");
        during.put("BUNDLE_USER_CACHE", CACHE);
        during.put("SECRET_KEY_BASE_DUMMY", "1");
        return new Step.Run(Stream.of(
                        Stream.of("env"),
                        during.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()),
                        command.stream())
                .flatMap(words -> words)
                .toList());
    }

    private List<RelativePath> files() {
        return Stream.of(Gems.FILE, Gems.LOCK, ".ruby-version", ".tool-versions")
                .filter(source::has)
                .map(RelativePath::new)
                .toList();
    }
}

package rocks.nua.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;

/** Reads Heroku's app.json. It speaks where the manifest and the Procfile are silent. */
record AppJson(Section root, Remarks remarks) {
    static final String FILE = "app.json";
    private static final int SECRET = 64;

    private static final Map<String, String> BUILDERS = Map.of(
            "nodejs", "node",
            "python", "python",
            "java", "java",
            "gradle", "java",
            "php", "php",
            "go", "go",
            "ruby", "ruby",
            "static", "static");

    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("heroku-postgresql", "postgres"),
            Map.entry("heroku-redis", "redis"),
            Map.entry("rediscloud", "redis"),
            Map.entry("upstash-redis", "redis"),
            Map.entry("jawsdb", "mariadb"),
            Map.entry("jawsdb-maria", "mariadb"),
            Map.entry("cleardb", "mariadb"),
            Map.entry("memcachier", "memcached"),
            Map.entry("memcachedcloud", "memcached"),
            Map.entry("cloudamqp", "rabbitmq"),
            Map.entry("ormongo", "mongo"),
            Map.entry("bucketeer", "s3"));

    /** The variable of the platform that has a service's address. */
    private static final Map<String, String> ADDRESSES =
            Map.of("postgres", "DATABASE_URL", "mariadb", "DATABASE_URL", "redis", "REDIS_URL", "rabbitmq", "AMQP_URL");

    /** Those whose variable is called as the platform's. */
    private static final Set<String> USUAL = Set.of("heroku-postgresql", "heroku-redis");

    static AppJson parse(String text, Remarks remarks) {
        return new AppJson(new Section("", new Json().parse(FILE, text), remarks), remarks);
    }

    /** Mobile frameworks have an app.json too, which says nothing of a server. */
    boolean isHerokus() {
        return !root.keys().contains("expo");
    }

    /** @param procfile tells the processes, which app.json only counts */
    AppSpec addTo(AppSpec procfile) {
        Map<String, EnvValue> env = new LinkedHashMap<>();
        List<AppSpec.Provider> providers = providers(env);
        env.putAll(env());
        var spec = Merged.spec(metadata(), build(), AppSpec.Run.EMPTY, env, formation(procfile), providers);
        scripts();
        root.known("repository", "logo", "success-url", "stack", "$schema");
        root.notYet("environments", "image", "features");
        root.end();
        return Merged.of(spec, procfile);
    }

    private AppSpec.Metadata metadata() {
        AppSpec.Metadata none = AppSpec.Metadata.EMPTY;
        return new AppSpec.Metadata(
                none.id(),
                none.version(),
                root.text("name"),
                none.tagline(),
                root.text("description"),
                none.author(),
                root.text("website"),
                none.license(),
                root.texts("keywords"));
    }

    /** The last buildpack is the one of the app's own language; those before it prepare something. */
    private AppSpec.Build build() {
        String builder = "";
        for (Section buildpack : root.tables("buildpacks")) {
            String url = buildpack.text("url");
            String name = url.replaceFirst("(?:\\.git)?(?:#.*)?$", "").replaceFirst("^.*/(?:heroku-buildpack-)?", "");
            Optional<String> known = Optional.ofNullable(BUILDERS.get(name));
            if (known.isEmpty()) {
                buildpack.warn(
                        "url",
                        "names " + NuaException.excerpt(name) + ", for which no builder stands: it has no effect.");
            } else if (!builder.isEmpty() && !builder.equals(known.get())) {
                buildpack.warn("url", "is built instead of " + builder + ": an app has one builder.");
            }
            builder = known.orElse(builder);
            buildpack.end();
        }
        AppSpec.Build none = AppSpec.Build.EMPTY;
        return new AppSpec.Build(
                builder,
                none.packages(),
                none.commands(),
                none.test(),
                none.baseImage(),
                none.project(),
                none.origin());
    }

    private Map<String, EnvValue> env() {
        Map<String, EnvValue> env = new LinkedHashMap<>();
        root.named("env").forEach((name, value) -> {
            EnvReader.checkName(name, value);
            if (value instanceof Value.Table table) {
                value(new Section("env." + name, table, remarks), name).ifPresent(found -> env.put(name, found));
            } else {
                env.put(name, new EnvValue.Text(root.text("env." + name, value)));
            }
        });
        return env;
    }

    private static Optional<EnvValue> value(Section section, String name) {
        Optional<Value> value = section.find("value");
        String text = section.text("value");
        String generator = section.text("generator");
        boolean required = section.truth("required", true);
        section.known("description");
        section.end();
        if (value.isPresent()) {
            return Optional.of(new EnvValue.Text(text));
        }
        if (generator.equals("secret")) {
            return Optional.of(new EnvValue.Random(SECRET, false));
        }
        if (!generator.isEmpty()) {
            section.warn("generator", "is not known; only \"secret\" is. Set it with: nua env set APP " + name + "=…");
        } else if (required) {
            section.say("is required and has no value here. Set it with: nua env set APP " + name + "=…");
        }
        return Optional.empty();
    }

    private List<AppSpec.Process> formation(AppSpec procfile) {
        Section formation = root.table("formation");
        Map<String, Integer> scale = new LinkedHashMap<>();
        for (String name : formation.keys()) {
            Section dyno = formation.table(name);
            dyno.number("quantity", 0, 1000).ifPresent(quantity -> scale.put(name, quantity));
            dyno.known("size");
            dyno.end();
            boolean known = procfile.processes().stream()
                    .anyMatch(process -> process.name().equals(name));
            if (name.equals("web") && scale.getOrDefault(name, 1) != 1) {
                dyno.warn("quantity", "has no effect. Scale it with: nua scale APP web=" + scale.get(name));
            } else if (!name.equals("web") && !known) {
                dyno.say("has no effect: no line of the Procfile begins with " + name + ":.");
            }
        }
        return procfile.processes().stream()
                .map(process -> new AppSpec.Process(
                        process.name(), process.start(), scale.getOrDefault(process.name(), process.scale())))
                .toList();
    }

    /** @param env gets the variables by which the add-ons are known on Heroku */
    private List<AppSpec.Provider> providers(Map<String, EnvValue> env) {
        Map<String, AppSpec.Provider> providers = new LinkedHashMap<>();
        for (Value addon : root.items("addons")) {
            Value.Table table =
                    addon instanceof Value.Table said ? said : new Value.Table(Map.of("plan", addon), addon.place());
            var section = new Section("addons", table, remarks);
            String plan = section.text("plan");
            String said = section.text("as");
            String as = said.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            Section options = section.table("options");
            String asked = options.text("version");
            String version = asked.matches("[0-9.]+") ? asked + "+" : asked;
            options.end();
            section.end();
            String vendor = plan.replaceFirst(":.*$", "");
            String type = PROVIDERS.getOrDefault(vendor, "");
            String name = as.isEmpty() ? type : as;
            if (type.isEmpty()) {
                section.warn(
                        "plan",
                        "names " + NuaException.excerpt(vendor)
                                + ", for which no backing service stands: it has no effect."
                                + (vendor.equals("scheduler") ? " Write [[cron]] in nua-config.toml." : ""));
            } else if (providers.putIfAbsent(name, new AppSpec.Provider(name, type, version)) != null) {
                section.warn("plan", "is the second '" + name + "' and left out: tell them apart by \"as\".");
            } else if (ADDRESSES.containsKey(type) && !(said.isEmpty() && USUAL.contains(vendor))) {
                env.put(
                        variable(said.isEmpty() ? vendor : said),
                        new EnvValue.From(name, ADDRESSES.getOrDefault(type, "")));
            }
        }
        return new ArrayList<>(providers.values());
    }

    private static String variable(String attachment) {
        String word = attachment.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return (word.equals("CLEARDB") ? "CLEARDB_DATABASE" : word) + "_URL";
    }

    /** What Heroku does once must not be done with each release: it might fill a database anew. */
    private void scripts() {
        Section scripts = root.table("scripts");
        String once = scripts.text("postdeploy");
        if (!once.isEmpty()) {
            scripts.warn("postdeploy", "is not run. After the first deploy run it with: nua run APP -- " + once);
        }
        scripts.notYet("pr-predestroy", "test", "test-setup");
        scripts.end();
    }
}

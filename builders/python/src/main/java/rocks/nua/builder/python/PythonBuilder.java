package rocks.nua.builder.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.Plugin;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.NginxSite;
import rocks.nua.api.build.SourceTree;

/** Runs Python apps with Debian's Python, their requirements in a virtual environment. */
@Component
@Plugin(name = "python", order = 60)
public final class PythonBuilder implements Builder {
    private static final String SYSTEM = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Pattern CONDA = Pattern.compile("(?m)^dependencies:");

    @Override
    public Optional<BuildPlan> plan(SourceTree source) {
        Optional<Dependencies> dependencies = Dependencies.of(source);
        Optional<StartCommand> start =
                StartCommand.of(source, dependencies.orElse(Dependencies.NONE), port(source.spec()));
        if (dependencies.isEmpty() && listsForConda(source)) {
            throw NuaException.rejected(
                    "environment.yml lists what conda installs, but there is no conda here: list in a requirements.txt what pip is to install.");
        }
        boolean own = dependencies.isPresent() || StartCommand.FILES.stream().anyMatch(source::has);
        if (!own || (start.isEmpty() && source.has("index.html"))) {
            return Optional.empty(); // finished pages may come with tools in Python
        }
        if (start.isEmpty() && source.has("mkdocs.yml")) {
            return dependencies
                    .filter(all -> all.names().stream().anyMatch(name -> name.startsWith("mkdocs")))
                    .map(all -> documentation(source, all));
        }
        return Optional.of(
                recipe(
                        source,
                        dependencies.orElse(Dependencies.NONE),
                        start.orElseThrow(
                                () -> NuaException.rejected(
                                        "Nothing tells how this Python app starts: call its file main.py or app.py, or add a Procfile with: web: python3 yourfile.py."))));
    }

    /** Whether the app has no other list, and no finished pages that need none. */
    private static boolean listsForConda(SourceTree source) {
        return !source.has("index.html")
                && source.spec().run().packages().isEmpty()
                && source.read("environment.yml")
                        .filter(text -> CONDA.matcher(text).find())
                        .isPresent();
    }

    /** The pages that MkDocs makes with the themes and plugins of the requirements. */
    private static BuildPlan documentation(SourceTree source, Dependencies dependencies) {
        PythonRelease python = PythonRelease.of(source);
        var installation = new Installation(source, dependencies, false, python);
        List<String> packages = new ArrayList<>(installation.packages());
        packages.addAll(installation.runPackages());
        List<Step> steps = new ArrayList<>(installation.steps());
        steps.add(Step.Run.of(Installation.VENV + "/bin/python", "-m", "mkdocs", "build"));
        List<String> because =
                new ArrayList<>(List.of("MkDocs makes pages in site/ as mkdocs.yml says, which nginx serves"));
        because.addAll(installation.because());
        return new NginxSite("/app/site", NginxSite.port(source.spec()), true, true, false)
                .recipe(python.base(), packages, steps, installation.caches(), because);
    }

    private static BuildPlan recipe(SourceTree source, Dependencies dependencies, StartCommand start) {
        List<String> packages = new ArrayList<>(List.of("python3"));
        List<String> because = new ArrayList<>(List.of(start.because()));
        PythonRelease python = PythonRelease.of(source);
        start.server(dependencies).ifPresent(server -> {
            packages.add(server);
            because.add("the requirements name no server for it: " + server + " comes from "
                    + python.base().title());
        });
        boolean debian = packages.size() > 1
                || source.spec().run().packages().stream().anyMatch(name -> name.startsWith("python3-"));
        var installation = new Installation(source, dependencies, debian, python);
        packages.addAll(installation.runPackages());
        because.addAll(installation.because());
        Map<String, String> env = new TreeMap<>(Map.of("PYTHONUNBUFFERED", "1", "FORWARDED_ALLOW_IPS", "*"));
        env.putAll(start.env());
        if (!dependencies.isEmpty()) {
            env.put("PATH", Installation.VENV + "/bin:" + SYSTEM);
        }
        return new BuildPlan.Recipe(
                python.base(),
                installation.packages(),
                installation.steps(),
                installation.caches(),
                packages,
                List.of(),
                start.arguments(),
                port(source.spec()),
                env,
                because);
    }

    /** Uvicorn does not read PORT, so the manifest's port must go into its arguments. */
    private static int port(AppSpec spec) {
        AppSpec.Port web = spec.ports().get("web");
        return web == null ? 8000 : web.container();
    }
}

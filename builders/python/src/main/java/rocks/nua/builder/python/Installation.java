package rocks.nua.builder.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec.EnvValue;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;

/**
 * The steps that put the requirements into a virtual environment. Its pip stands elsewhere, so that the result has none.
 *
 * @param source the app
 * @param dependencies what is asked for
 * @param debian whether Debian's own Python packages are to be seen too
 * @param python the Python that runs it
 */
record Installation(SourceTree source, Dependencies dependencies, boolean debian, PythonRelease python) {
    static final String VENV = "/app/.venv";
    private static final String TOOLS = "/home/nua/tools";
    private static final String CONSTRAINTS = VENV + "/constraints.txt";

    List<String> packages() {
        if (dependencies.isEmpty()) {
            return List.of();
        }
        List<String> packages = new ArrayList<>(List.of("python3-venv"));
        if (dependencies.requirements().stream().anyMatch(line -> line.contains("git+"))) {
            packages.add("git");
        }
        NativePackage.of(dependencies, source).forEach(found -> packages.addAll(found.build()));
        return packages;
    }

    List<String> runPackages() {
        return NativePackage.of(dependencies, source).stream()
                .flatMap(found -> found.run().stream())
                .map(python::named)
                .toList();
    }

    List<CachePath> caches() {
        return dependencies.isEmpty() ? List.of() : List.of(new CachePath("/home/nua/.cache/pip"));
    }

    List<Step> steps() {
        if (dependencies.isEmpty()) {
            return List.of(new Step.Copy(List.of()));
        }
        List<Step> steps = new ArrayList<>(List.of(Step.Run.of("python3", "-m", "venv", TOOLS), environment()));
        locked().ifPresent(locked -> steps.add(new Step.Write(CONSTRAINTS, locked.text())));
        if (named()) {
            steps.add(pip(dependencies.more()));
        }
        switch (dependencies.kind()) {
            case REQUIREMENTS -> requirements(steps);
            case PIPFILE -> {
                steps.add(listed());
                steps.add(new Step.Copy(List.of()));
            }
            case PROJECT -> project(steps);
            case BUILD_TOOL -> {
                steps.add(new Step.Copy(List.of()));
                steps.add(pip(List.of("--", ".")));
            }
            case NOWHERE -> steps.add(new Step.Copy(List.of()));
        }
        if (!named() && !dependencies.more().isEmpty()) {
            steps.add(pip(dependencies.more()));
        }
        return steps;
    }

    /** Whether nothing of what is installed besides lies in the source. */
    private boolean named() {
        return !dependencies.more().isEmpty()
                && dependencies.more().stream().noneMatch(one -> one.matches("[./-].*|.*/.*"));
    }

    List<String> because() {
        List<String> because = new ArrayList<>();
        because.add(
                switch (dependencies.kind()) {
                    case NOWHERE ->
                        dependencies.isEmpty() ? "no requirements are to be installed" : "no file lists requirements";
                    case REQUIREMENTS -> requirementsFile() + " is installed by pip";
                    case PIPFILE -> "the packages in Pipfile are installed by pip";
                    case PROJECT -> "the dependencies in pyproject.toml are installed by pip";
                    case BUILD_TOOL -> "the project is installed by pip, with what it depends on";
                });
        if (!dependencies.more().isEmpty()) {
            because.add("pip installs " + String.join(", ", dependencies.more()));
        }
        locked().ifPresent(locked -> because.add(locked.file() + " tells the versions"));
        if (debian && !dependencies.isEmpty()) {
            because.add("Debian's own Python packages are seen by the app too");
        }
        because.add(python.because());
        return because;
    }

    private String requirementsFile() {
        return Dependencies.requirementsFile(source).orElseThrow();
    }

    private Optional<Locked> locked() {
        return switch (dependencies.kind()) {
            case PIPFILE -> Locked.of(source, Pipfile.LOCK);
            case PROJECT, BUILD_TOOL -> Locked.of(source, "uv.lock", "poetry.lock");
            case NOWHERE, REQUIREMENTS -> Optional.empty();
        };
    }

    private Step environment() {
        return debian
                ? Step.Run.of("python3", "-m", "venv", "--without-pip", "--system-site-packages", VENV)
                : Step.Run.of("python3", "-m", "venv", "--without-pip", VENV);
    }

    private void requirements(List<Step> steps) {
        boolean local = dependencies.refersTo("-e", "--editable", ".", "/", "file:")
                || dependencies.requirements().stream().anyMatch(line -> line.contains("@ file:"));
        List<RelativePath> first = local ? List.of() : Dependencies.files(source);
        steps.add(new Step.Copy(first));
        steps.add(pip(List.of("-r", requirementsFile())));
        if (!first.isEmpty()) {
            steps.add(new Step.Copy(List.of()));
        }
    }

    private void project(List<Step> steps) {
        if (!dependencies.requirements().isEmpty()) {
            steps.add(listed());
        }
        steps.add(new Step.Copy(List.of()));
        if (source.read(Pyproject.FILE).map(Pyproject::new).orElseThrow().has("build-system")) {
            steps.add(pip(List.of("--no-deps", "--", ".")));
        }
    }

    private Step listed() {
        return pip(Stream.concat(Stream.of("--"), dependencies.requirements().stream())
                .toList());
    }

    private Step pip(List<String> what) {
        List<String> arguments = new ArrayList<>();
        List<String> settings = settings();
        if (!settings.isEmpty()) {
            arguments.add("env");
            arguments.addAll(settings);
        }
        arguments.addAll(List.of(TOOLS + "/bin/pip", "--python", VENV + "/bin/python", "install"));
        arguments.addAll(List.of("--no-input", "--disable-pip-version-check", "--progress-bar=off"));
        if (locked().isPresent()) {
            arguments.addAll(List.of("-c", CONSTRAINTS));
        }
        arguments.addAll(what);
        return new Step.Run(arguments);
    }

    /** The manifest's settings of pip, such as PIP_INDEX_URL. */
    private List<String> settings() {
        return source.spec().env().entrySet().stream()
                .filter(one -> one.getKey().startsWith("PIP_") && one.getValue() instanceof EnvValue.Text)
                .map(one -> one.getKey() + "=" + ((EnvValue.Text) one.getValue()).value())
                .sorted()
                .toList();
    }
}

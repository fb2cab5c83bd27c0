package rocks.nua.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;

/**
 * Writes a recipe as a Dockerfile. Layers follow how often they change: runtime packages first, which all apps with the same
 * packages share, the app's files last. No value from outside passes a shell: steps and packages are lists of arguments.
 *
 * @param recipe what to do
 * @param base name of the image that it stands on
 * @param cacheOwner whose caches these are
 * @param ca image with the authorities that build steps trust; asked for when a step needs it
 * @param secrets names of the secrets that build steps get
 */
record RecipeDockerfile(Recipe recipe, String base, String cacheOwner, Supplier<String> ca, List<String> secrets) {
    /** Folder of the context with the source. */
    static final String SOURCE = "src";
    /** Folder of the context with what the platform adds. */
    static final String OWN = "nua";
    /** What installs the Debian packages that follow. */
    static final List<String> INSTALL = List.of("/bin/sh", "/run/nua-install");
    /** What runs the command that follows with the secrets as variables. */
    static final List<String> WITH_SECRETS = List.of("/bin/sh", "/run/nua-secrets");

    private static final String OWNER = "--chown=" + Confinement.NUA;
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]*(?:=[A-Za-z0-9.+~:-]+)?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern JAVA = Pattern.compile(".*(?:jdk|jre|maven|gradle|java).*");

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("FROM " + base + " AS run");
        lines.addAll(install(recipe.runPackages()));
        if (twoStages()) {
            lines.add("FROM run AS build");
            lines.addAll(install(recipe.packages()));
            lines.addAll(steps(recipe.steps().subList(0, built())));
            lines.add("FROM run");
            lines.addAll(result());
        } else {
            lines.addAll(steps(recipe.steps()));
        }
        lines.addAll(configuration());
        return String.join("\n", lines) + "\n";
    }

    /** The files that the recipe writes, in the order of their numbers in the context. */
    static List<Step.Write> writes(Recipe recipe) {
        return recipe.steps().stream()
                .filter(Step.Write.class::isInstance)
                .map(Step.Write.class::cast)
                .toList();
    }

    /** The links that the recipe makes, in the order of their numbers in the context. */
    static List<Step.Link> links(Recipe recipe) {
        return recipe.steps().stream()
                .filter(Step.Link.class::isInstance)
                .map(Step.Link.class::cast)
                .toList();
    }

    /** The file of the context that a recipe writes; it has the name that it gets in the image. */
    static String writeFile(int number, Step.Write write) {
        return OWN + "/files/" + number + "/" + name(write.path());
    }

    /** A folder of the context with one link alone: the file reader follows a link that it is told to copy. */
    static String linkFolder(int number) {
        return OWN + "/links/" + number + "/";
    }

    /**
     * How many steps the stage that builds has. Files that no command reads any more go to the final stage directly, on top of a layer
     * that stays the same while only they change.
     */
    private int built() {
        List<Step> steps = recipe.steps();
        int count = steps.size();
        while (recipe.keep().isEmpty() && count > 0 && !(steps.get(count - 1) instanceof Step.Run)) {
            count--;
        }
        return count;
    }

    private boolean twoStages() {
        boolean runs = recipe.steps().stream().anyMatch(Step.Run.class::isInstance);
        return (runs && !recipe.packages().isEmpty()) || !recipe.keep().isEmpty();
    }

    /** The package archive and its lists stay in a cache of the engine: they make no layer larger and the next install faster. */
    private List<String> install(List<String> packages) {
        if (packages.isEmpty()) {
            return List.of();
        }
        packages.stream()
                .filter(name -> !PACKAGE.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw NuaException.rejected("'" + NuaException.excerpt(name)
                            + "' is not the name of a Debian package. Correct the list of packages.");
                });
        String suite = recipe.base().suite();
        List<String> arguments = new ArrayList<>(INSTALL);
        arguments.addAll(packages);
        return List.of("RUN --mount=type=bind,source=" + OWN + "/install,target=/run/nua-install"
                + " --mount=type=cache,id=nua-apt-" + suite + ",target=/var/cache/apt,sharing=locked"
                + " --mount=type=cache,id=nua-lists-" + suite + ",target=/var/lib/apt/lists,sharing=locked "
                + json(arguments));
    }

    private List<String> steps(List<Step> steps) {
        List<String> lines = new ArrayList<>(List.of("WORKDIR /app", "USER nua"));
        lines.addAll(lines(steps.stream()));
        return lines;
    }

    private List<String> lines(Stream<Step> all) {
        List<String> lines = new ArrayList<>();
        List<Step> steps = all.toList();
        List<Step.Link> links = links(recipe);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step instanceof Step.Copy copy) {
                lines.addAll(copy(copy));
            } else if (step instanceof Step.Write write) {
                List<Step.Write> together = together(folder(write.path()), steps.subList(i, steps.size()));
                lines.add(write(folder(write.path()), together));
                i += together.size() - 1;
            } else if (step instanceof Step.Link link) {
                lines.add(link(links.indexOf(link), link));
            } else if (step instanceof Step.Run run) {
                lines.add("RUN " + mounts() + json(command(run)));
            }
        }
        return lines;
    }

    private static List<String> copy(Step.Copy copy) {
        if (copy.paths().isEmpty()) {
            return List.of("COPY " + OWNER + " " + json(List.of(SOURCE + "/", "./")));
        }
        return copy.paths().stream()
                .map(path -> "COPY " + OWNER + " "
                        + json(List.of(literal(SOURCE + "/" + path), "./" + dollars(path.value()))))
                .toList();
    }

    /** The files at the beginning that go into one folder: they make one layer. */
    private static List<Step.Write> together(String folder, List<Step> steps) {
        return steps.stream()
                .takeWhile(step -> step instanceof Step.Write)
                .map(Step.Write.class::cast)
                .takeWhile(write -> folder(write.path()).equals(folder))
                .toList();
    }

    private String write(String folder, List<Step.Write> files) {
        List<Step.Write> all = writes(recipe);
        Stream<String> sources = files.stream().map(file -> literal(writeFile(all.indexOf(file), file)));
        return "COPY " + OWNER + " "
                + json(Stream.concat(sources, Stream.of(dollars(folder))).toList());
    }

    private static String link(int number, Step.Link link) {
        return "COPY " + json(List.of(linkFolder(number), dollars(folder(link.path()))));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** The last part of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private List<String> command(Step.Run run) {
        return secrets.isEmpty()
                ? run.arguments()
                : Stream.concat(WITH_SECRETS.stream(), run.arguments().stream()).toList();
    }

    private String mounts() {
        StringBuilder mounts = new StringBuilder(
                "--mount=type=bind,from=" + ca.get() + ",source=/ca.crt,target=/etc/ssl/certs/ca-certificates.crt ");
        if (recipe.packages().stream().anyMatch(name -> JAVA.matcher(name).matches())
                || recipe.runPackages().stream()
                        .anyMatch(name -> JAVA.matcher(name).matches())) {
            mounts.append(
                    "--mount=type=bind,from=" + ca.get() + ",source=/cacerts.jks,target=/etc/ssl/certs/java/cacerts ");
        }
        for (CachePath cache : recipe.caches()) {
            mounts.append("--mount=type=cache,id=" + cacheOwner + cache.path() + ",target=" + cache.path()
                    + ",uid=10001,gid=10001 ");
        }
        for (String secret : secrets) {
            mounts.append("--mount=type=secret,id=" + variable(secret) + ",required=true,uid=10001,gid=10001 ");
        }
        if (!secrets.isEmpty()) {
            mounts.append("--mount=type=bind,source=" + OWN + "/secrets,target=/run/nua-secrets ");
        }
        return mounts.toString();
    }

    /** What the final stage takes from the one that built: the app, and the files written elsewhere. */
    private List<String> result() {
        List<String> lines = new ArrayList<>(List.of("WORKDIR /app", "USER nua"));
        String from = "COPY --from=build " + OWNER + " ";
        if (recipe.keep().isEmpty()) {
            lines.add(from + json(List.of("/app/", "/app/")));
        }
        for (RelativePath path : recipe.keep()) {
            lines.add(from + json(List.of(literal("/app/" + path), "/app/" + dollars(path.value()))));
        }
        List<Step> steps = recipe.steps();
        Stream<Step> placed = steps.subList(0, built()).stream()
                .filter(step -> step instanceof Step.Link
                        || (step instanceof Step.Write write
                                && (!recipe.keep().isEmpty() || !write.path().startsWith("/app/"))));
        lines.addAll(lines(Stream.concat(placed, steps.subList(built(), steps.size()).stream())));
        return lines;
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>();
        String env = recipe.env().entrySet().stream()
                .map(one -> " " + variable(one.getKey()) + "=" + quoted(one.getKey(), one.getValue()))
                .collect(Collectors.joining());
        String port = recipe.port() == 0 || recipe.env().containsKey("PORT") ? "" : " PORT=\"" + recipe.port() + "\"";
        if (!env.isEmpty() || !port.isEmpty()) {
            lines.add("ENV" + port + env);
        }
        if (recipe.port() != 0) {
            lines.add("EXPOSE " + recipe.port());
        }
        if (!recipe.start().isEmpty()) {
            lines.add("CMD " + json(recipe.start()));
        }
        return lines;
    }

    private static String variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw NuaException.rejected("'" + NuaException.excerpt(name)
                    + "' is not the name of a variable: use letters, digits and underscores.");
        }
        return name;
    }

    private static String quoted(String name, String value) {
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw NuaException.rejected("Variable " + name
                    + " has more than one line, which an image cannot hold. Set it with: nua env set.");
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }

    /** A path in which nothing is a pattern or a variable. */
    private static String literal(String path) {
        return dollars(path.replaceAll("([\\[*?])", "[$1]"));
    }

    private static String dollars(String path) {
        return path.replace("$", "\\$");
    }

    /** JSON without {@code <<}, which newer Dockerfile readers take for the start of a here-document. */
    private static String json(List<String> words) {
        try {
            return EngineClient.JSON.writeValueAsString(words).replace("<<", "\\u003c\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

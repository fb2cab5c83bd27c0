package rocks.nua.builder.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rocks.nua.api.build.SourceTree;

/**
 * How the web process starts.
 *
 * @param arguments program and arguments
 * @param because why
 * @param env what it reads from the environment besides
 */
record StartCommand(List<String> arguments, String because, Map<String, String> env) {
    /** Files that make a folder a Python app even where it has no dependencies. */
    static final List<String> FILES = List.of("manage.py", "wsgi.py", "asgi.py", "main.py", "app.py");

    private static final List<String> GUNICORN = List.of(
            "python3", "-m", "gunicorn", "--threads", "8", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-");

    private static final List<String> STREAMLIT = List.of("streamlit_app.py", "app.py", "main.py", "Home.py");

    StartCommand(List<String> arguments, String because) {
        this(arguments, because, Map.of());
    }

    static Optional<StartCommand> of(SourceTree source, Dependencies dependencies, int port) {
        return fromManifest(source)
                .or(() -> DjangoProject.find(source).map(StartCommand::django))
                .or(() -> WebObject.find(source, dependencies).map(found -> serve(found, port)))
                .or(() -> streamlit(source, dependencies, port))
                .or(() -> Stream.of("main.py", "app.py")
                        .filter(source::has)
                        .findFirst()
                        .map(file -> script(file, dependencies, port)))
                .or(() -> WebObject.elsewhere(source, dependencies).map(found -> serve(found, port)))
                .or(() -> fromScript(source));
    }

    /** Debian's package of the server, where the requirements bring none. */
    Optional<String> server(Dependencies dependencies) {
        return Stream.of("gunicorn", "uvicorn")
                .filter(name -> arguments.size() > 2 && arguments.get(2).equals(name))
                .filter(name -> !dependencies.has(name) && !dependencies.has("fastapi[standard]"))
                .map(name -> "python3-" + name)
                .findFirst();
    }

    private static Optional<StartCommand> fromManifest(SourceTree source) {
        List<String> start = source.spec().run().start();
        return start.isEmpty()
                ? Optional.empty()
                : Optional.of(new StartCommand(
                        List.of("/bin/sh", "-c", String.join("\n", start)), "the manifest says how it starts"));
    }

    private static StartCommand serve(WebObject found, int port) {
        StartCommand start = found.asynchronous() ? uvicorn(found, port) : gunicorn(found.reference(), found.because());
        return found.path().isEmpty()
                ? start
                : new StartCommand(start.arguments(), start.because(), Map.of("PYTHONPATH", "/app/" + found.path()));
    }

    private static Optional<StartCommand> streamlit(SourceTree source, Dependencies dependencies, int port) {
        return STREAMLIT.stream()
                .filter(file -> dependencies.has("streamlit"))
                .filter(file -> source.read(file)
                        .filter(text -> text.contains("streamlit"))
                        .isPresent())
                .findFirst()
                .map(file -> new StartCommand(
                        List.of(
                                "python3",
                                "-m",
                                "streamlit",
                                "run",
                                file,
                                "--server.headless=true",
                                "--server.address=0.0.0.0",
                                "--server.port=" + port),
                        file + " is an app of Streamlit"));
    }

    /** Gradio and Dash would listen on the loopback address alone, Gradio on a port of its own. */
    private static StartCommand script(String file, Dependencies dependencies, int port) {
        Map<String, String> env = dependencies.has("gradio")
                ? Map.of("GRADIO_SERVER_NAME", "0.0.0.0", "GRADIO_SERVER_PORT", Integer.toString(port))
                : dependencies.has("dash") ? Map.of("HOST", "0.0.0.0") : Map.of();
        return new StartCommand(List.of("python3", file), "there is a file " + file, env);
    }

    private static StartCommand django(DjangoProject project) {
        return project.folder().isEmpty()
                ? gunicorn(project.wsgi(), "manage.py belongs to a Django project with " + project.wsgi())
                : gunicorn(
                        Stream.of("--chdir", project.folder(), project.wsgi()),
                        project.folder() + "/manage.py belongs to a Django project with " + project.wsgi());
    }

    private static StartCommand gunicorn(String reference, String because) {
        return gunicorn(Stream.of(reference), because);
    }

    /** Gunicorn listens on PORT by itself. */
    private static StartCommand gunicorn(Stream<String> arguments, String because) {
        return new StartCommand(Stream.concat(GUNICORN.stream(), arguments).toList(), because);
    }

    private static StartCommand uvicorn(WebObject found, int port) {
        List<String> arguments = new ArrayList<>(
                List.of("python3", "-m", "uvicorn", "--host", "0.0.0.0", "--port", Integer.toString(port)));
        if (found.reference().endsWith("()")) {
            arguments.add("--factory");
        }
        arguments.add(found.reference().replace("()", ""));
        return new StartCommand(arguments, found.because());
    }

    private static Optional<StartCommand> fromScript(SourceTree source) {
        List<String> scripts = source.read(Pyproject.FILE)
                .map(text -> new Pyproject(text).keys("project.scripts"))
                .orElse(List.of());
        return scripts.size() == 1
                ? Optional.of(new StartCommand(
                        scripts, "pyproject.toml has one script in [project.scripts]: " + scripts.get(0)))
                : Optional.empty();
    }
}

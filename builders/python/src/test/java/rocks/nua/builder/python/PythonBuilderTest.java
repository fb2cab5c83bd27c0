package rocks.nua.builder.python;

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
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;
import rocks.nua.testkit.Specs;

class PythonBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final String PIP = "run: /home/nua/tools/bin/pip --python /app/.venv/bin/python install --no-input"
            + " --disable-pip-version-check --progress-bar=off ";

    @TempDir
    Path folder;

    @Override
    protected Builder builder() {
        return new PythonBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(
                EXAMPLES.resolve("python-django"),
                EXAMPLES.resolve("python-fastapi"),
                EXAMPLES.resolve("python-flask"),
                EXAMPLES.resolve("python-plain"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(
                EXAMPLES.resolve("rejected/python-broken-lock"),
                EXAMPLES.resolve("rejected/python-no-start"),
                EXAMPLES.resolve("rejected/python-broken-pyproject"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-static"), EXAMPLES.resolve("hello-node"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main.py | app = FastAPI() | uvicorn --host 0.0.0.0 --port 8000 main:app",
                "main.py | api: fastapi.FastAPI = fastapi.FastAPI(title='x') | uvicorn --host 0.0.0.0 --port 8000 main:api",
                "app/main.py | app = Starlette(routes=[]) | uvicorn --host 0.0.0.0 --port 8000 app.main:app",
                "asgi.py | application = get_asgi_application() | uvicorn --host 0.0.0.0 --port 8000 asgi:application",
                "app.py | app = Flask(__name__) | gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - app:app",
                "app/__init__.py | def create_app(config=None): | gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - app:create_app()",
                "wsgi.py | from shop import app | gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - wsgi:app",
            })
    void findsTheObjectThatAnswersRequests(String file, String text, String start) throws IOException {
        write("requirements.txt", "# nothing\n");
        write(file, text + "\n");

        assertHas("start: python3 -m " + start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flaskr/__init__.py | def create_app(test_config=None): | gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - flaskr:create_app()",
                "shop/wsgi.py | app = create_app() | gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - shop.wsgi:app",
                "run.py | app = Flask(__name__) | gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - run:app",
                "backend/main.py | app = Sanic('x') | uvicorn --host 0.0.0.0 --port 8000 backend.main:app",
            })
    void findsTheOnlyObjectElsewhere(String file, String text, String start) throws IOException {
        write("requirements.txt", "# nothing\n");
        write(file, text + "\n");
        write("tests/main.py", "app = Flask(__name__)\n");

        assertHas("start: python3 -m " + start + "\n");
        write("other/main.py", "app = Flask(__name__)\n");
        write("more/main.py", "app = Flask(__name__)\n");
        assertRejected("Nothing tells how this Python app starts");
    }

    @Test
    void thePackagesInSrcAreImportedFromThere() throws IOException {
        write("requirements.txt", "fastapi\n");
        write("src/shop/__init__.py", "");
        write("src/shop/main.py", "app = FastAPI()\n");

        assertHas("--port 8000 shop.main:app\n");
        assertHas("env: PYTHONPATH=/app/src\n");
    }

    @Test
    void aModuleInNoPackageMayImportWhatIsBesideIt() throws IOException {
        write("requirements.txt", "fastapi\n");
        write("app/main.py", "from routers import items\napp = FastAPI()\n");

        assertHas("--port 8000 app.main:app\n");
        assertHas("env: PYTHONPATH=/app/app\n");
        write("app/__init__.py", "");
        assertFalse(text().contains("PYTHONPATH"), text());
    }

    @Test
    void uvicornCallsAFactory() throws IOException {
        write("requirements.txt", "fastapi\n");
        write("main.py", "def create_app() -> FastAPI:\n");

        assertHas("--port 8000 --factory main:create_app\n");
    }

    @Test
    void toolsThatServeGetTheAddress() throws IOException {
        write("requirements.txt", "streamlit\n");
        write("app.py", "import streamlit as st\n");
        assertHas(
                "start: python3 -m streamlit run app.py --server.headless=true --server.address=0.0.0.0 --server.port=8000\n");

        write("requirements.txt", "gradio\n");
        assertHas(
                "start: python3 app.py\nenv: FORWARDED_ALLOW_IPS=*\nenv: GRADIO_SERVER_NAME=0.0.0.0\nenv: GRADIO_SERVER_PORT=8000\n");

        write("requirements.txt", "dash\n");
        assertHas("env: HOST=0.0.0.0\n");
    }

    @ParameterizedTest
    @CsvSource({"base", "prod", "production"})
    void requirementsMayLieInTheirFolder(String name) throws IOException {
        write("requirements/" + name + ".txt", "flask\n");
        write("app.py", "app = Flask(__name__)\n");

        assertHas("copy: requirements/" + name + ".txt\n" + PIP + "-r requirements/" + name + ".txt\n");
        assertHas("because: requirements/" + name + ".txt is installed by pip\n");
    }

    @Test
    void rejectsWhatOnlyCondaInstalls() throws IOException {
        write("environment.yml", "name: x\ndependencies:\n  - flask\n");
        write("app.py", "app = Flask(__name__)\n");

        assertRejected("environment.yml lists what conda installs, but there is no conda here: list in a"
                + " requirements.txt what pip is to install.");
        write("requirements.txt", "flask\n");
        assertHas(" app:app\n");
    }

    @ParameterizedTest
    @CsvSource({
        ".python-version, 3.11, 11",
        "runtime.txt, python-3.11.9, 11",
        ".python-version, 3.12, 13",
        ".python-version, pypy, 13"
    })
    void thePythonOfItsAuthorIsTakenWhereThereIsOne(String file, String text, int minor) throws IOException {
        write(file, text + "\n");
        write("main.py", "");

        assertHas("because: Python 3." + minor + " comes from Debian");
        write("pyproject.toml", "[project]\nname = \"x\"\nrequires-python = \">=3.12\"\n");
        assertHas("because: Python 3.13 comes from Debian");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">=3.9 | 13",
                ">=3.11,<4 | 13",
                "^3.11 | 13",
                "~=3.10 | 13",
                "==3.13.* | 13",
                "3 | 13",
                ">=3.9,<3.13 | 11",
                ">=3.8, !=3.13.*, <3.14 | 11",
                "~3.11 | 11",
                "~=3.11.2 | 11",
                "==3.11.4 | 11",
                "<3.12 | 11",
                "<=3.11 | 11",
                "3.11 | 11",
                "'~2.7 || ~3.11' | 11"
            })
    void theNewestPythonThatFitsIsTaken(String range, int minor) {
        assertEquals(minor, PythonRelease.choose("pyproject.toml", range).minor());
    }

    @Test
    void anOlderPythonComesFromDebian12() throws IOException {
        write("pyproject.toml", "[project]\nname = \"x\"\nrequires-python = \">=3.9,<3.12\" # not yet\n");
        write("main.py", "print(1)\n");

        assertHas("base: bookworm");
        assertHas("because: Python 3.11 comes from Debian 12");
    }

    @ParameterizedTest
    @CsvSource({"'>=3.12,<3.13'", "==2.7", ">=3.14", ">=4"})
    void aPythonThatNobodyHasIsRejected(String range) {
        var refusal = assertThrows(NuaException.class, () -> PythonRelease.choose("pyproject.toml", range));
        assertEquals(
                "pyproject.toml asks for Python '" + range
                        + "', but there are only 3.13 and 3.11: ask for one of them, such as >=3.11.",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"shop.settings, shop", "config.settings.production, config", "a.b.settings, a.b"})
    void findsTheWsgiObjectOfDjango(String settings, String home) throws IOException {
        write("manage.py", "import django\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '" + settings + "')\n");
        write(home.replace('.', '/') + "/wsgi.py", "");

        assertHas("/dev/shm --access-logfile - " + home + ".wsgi:application\n");
    }

    @Test
    void findsTheOneDjangoProjectInAFolder() throws IOException {
        write("requirements.txt", "django\n");
        write(
                "mysite/manage.py",
                "import django\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n");
        write("mysite/mysite/wsgi.py", "");

        assertHas("/dev/shm --access-logfile - --chdir mysite mysite.wsgi:application\n");
        assertHas("because: mysite/manage.py belongs to a Django project with mysite.wsgi:application\n");
    }

    @Test
    void rejectsDjangoWithoutWsgi() throws IOException {
        write("manage.py", "import django\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n");

        assertRejected("manage.py belongs to a Django project, but no wsgi.py stands beside its settings");
    }

    @Test
    void installsRequirementsBeforeTheSourceIsCopied() throws IOException {
        write("requirements.txt", "flask==3.1.0\ngunicorn>=23  # server\n-r requirements/more.txt\n");
        write("requirements/more.txt", "requests\n");
        write("app.py", "app = Flask(__name__)\n");

        assertHas(
                """
                packages: python3-venv
                run: python3 -m venv /home/nua/tools
                run: python3 -m venv --without-pip /app/.venv
                copy: requirements.txt requirements/more.txt
                """
                        + PIP
                        + """
                        -r requirements.txt
                        copy: everything
                        cache: /home/nua/.cache/pip
                        run packages: python3
                        start: python3 -m gunicorn --threads 8 --worker-tmp-dir /dev/shm --access-logfile - app:app
                        env: FORWARDED_ALLOW_IPS=*
                        env: PATH=/app/.venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                        env: PYTHONUNBUFFERED=1
                        """);
    }

    @Test
    void aServerThatNobodyAsksForComesFromDebian() throws IOException {
        write("requirements.txt", "flask\n");
        write("app.py", "app = Flask(__name__)\n");

        assertHas("run: python3 -m venv --without-pip --system-site-packages /app/.venv\n");
        assertHas("run packages: python3 python3-gunicorn\n");
    }

    @ParameterizedTest
    @CsvSource({"uvicorn[standard]>=0.30", "fastapi[standard]", "Uvicorn == 0.30"})
    void aServerInTheRequirementsIsUsed(String requirement) throws IOException {
        write("requirements.txt", requirement + "\n");
        write("main.py", "app = FastAPI()\n");

        assertHas("run packages: python3\n");
    }

    @ParameterizedTest
    @CsvSource({"-e .", "./vendor/thing", "thing @ file:./thing"})
    void localRequirementsNeedTheWholeSource(String requirement) throws IOException {
        write("requirements.txt", requirement + "\n");
        write("main.py", "");

        assertHas("copy: everything\n" + PIP + "-r requirements.txt\ncache:");
    }

    @Test
    void installsAProjectAfterItsDependenciesWithTheVersionsOfTheLock() throws IOException {
        write(
                "pyproject.toml",
                """
                [project]
                name = "shop"
                dependencies = [
                  "flask[async]>=3", # web
                  'gunicorn; python_version > "3.9"',
                ]
                [project.scripts]
                shop = "shop:main"
                [build-system]
                requires = ["hatchling"]
                """);
        write(
                "uv.lock",
                """
                [[package]]
                name = "flask"
                version = "3.1.0"
                [[package]]
                name = "numpy"
                version = "1.0"
                [[package]]
                name = "numpy"
                version = "2.0"
                [[package]]
                name = "shop"
                source = { editable = "." }
                """);

        assertHas("write: /app/.venv/constraints.txt\n    flask==3.1.0\n" + PIP
                + "-c /app/.venv/constraints.txt -- flask[async]>=3 'gunicorn; python_version > \"3.9\"'\n"
                + "copy: everything\n" + PIP + "-c /app/.venv/constraints.txt --no-deps -- .\n");
        assertHas("start: shop\n");
        assertHas("because: uv.lock tells the versions\n");
    }

    @Test
    void installsThePackagesOfAPipfileWithTheVersionsOfTheLock() throws IOException {
        write(
                "Pipfile",
                """
                [[source]]
                url = "https://pypi.org/simple"

                [packages]
                flask = "*"
                "psycopg" = {version = ">=3.1", extras = ["binary"], index = "pypi"} # the database
                tool = {git = "https://git.example.org/tool.git", ref = "v1"}

                [dev-packages]
                pytest = "*"

                [requires]
                python_version = "3.11"
                """);
        write(
                "Pipfile.lock",
                """
                {"_meta": {}, "default": {"werkzeug": {"version": "==3.1.3"}, "flask": {"version": "==3.1.0"},
                  "tool": {"git": "https://git.example.org/tool.git"}}, "develop": {"pytest": {"version": "==8"}}}
                """);
        write("app.py", "from flask import Flask\napp = Flask(__name__)\n");

        assertHas("write: /app/.venv/constraints.txt\n    flask==3.1.0\n    werkzeug==3.1.3\n" + PIP
                + "-c /app/.venv/constraints.txt -- flask psycopg[binary]>=3.1"
                + " 'tool @ git+https://git.example.org/tool.git@v1'\ncopy: everything\n");
        assertHas("packages: git python3-venv\n");
        assertHas(" app:app\n");
        assertHas("because: Python 3.11 comes from Debian 12\n");
        assertHas("because: Pipfile.lock tells the versions\n");

        write("Pipfile.lock", "{}");
        assertRejected("Pipfile.lock has no table default: write it anew with 'pipenv lock'.");
    }

    @Test
    void thePythonOfWhoeverMadeThePipfileIsNoDemand() throws IOException {
        write("Pipfile", "[packages]\nflask = \"*\"\n[requires]\npython_version = \"3.12\"\n");
        write("app.py", "");

        assertHas("because: Python 3.13 comes from Debian 13\n");
    }

    @Test
    void servesThePagesOfMkDocsWithTheThemeOfTheRequirements() throws IOException {
        write("requirements.txt", "mkdocs-material\n");
        write("mkdocs.yml", "site_name: Hall\n");

        assertHas(PIP + "-r requirements.txt\ncopy: everything\nrun: /app/.venv/bin/python -m mkdocs build\n");
        assertHas("run packages: nginx-light\nkeep: site\nstart: nginx ");
        write("requirements.txt", "black\n");
        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));
        write("main.py", "");
        assertHas("start: python3 main.py\n");
    }

    @Test
    void aProjectThatIsNoPackageIsNotInstalledItself() throws IOException {
        write("pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\"ms\"]\n");
        write("main.py", "");

        assertHas(PIP + "-- ms\ncopy: everything\ncache");
    }

    @Test
    void poetryInstallsItsProject() throws IOException {
        write(
                "pyproject.toml",
                "[tool.poetry]\nname = \"x\"\n[tool.poetry.dependencies]\npython = \"^3.12\"\nflask = \"^3\"\n");
        write("poetry.lock", "[[package]]\nname = \"flask\"\nversion = \"3.1.0\"\n");
        write("main.py", "");

        assertHas("copy: everything\n" + PIP + "-c /app/.venv/constraints.txt -- .\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requirements.txt | requirements.txt has an unsolved conflict of git in it: keep one of its sides.",
                "uv.lock | uv.lock names no packages, or has an unsolved conflict of git in it: write it anew with 'uv lock'.",
                "poetry.lock | poetry.lock names no packages, or has an unsolved conflict of git in it:"
                        + " write it anew with 'poetry lock'."
            })
    void rejectsAConflictThatNobodyHasSolved(String file, String sentence) throws IOException {
        write("pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\"flask\"]\n");
        write("main.py", "");
        write(file, "[[package]]\n<<<<<<< HEAD\nflask==3.1.0\n=======\nflask==3.0.0\n>>>>>>> other\n");

        assertRejected(sentence);
    }

    @Test
    void rejectsPoetryWithoutAPackage() throws IOException {
        write("pyproject.toml", "[tool.poetry]\npackage-mode = false\n");
        write("main.py", "");

        assertRejected("pyproject.toml lists its dependencies for Poetry alone");
    }

    @Test
    void settingsOfToolsAreNoProject() throws IOException {
        write("pyproject.toml", "[tool.black]\nline-length = 100\n");
        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));

        write("main.py", "");
        assertFalse(text().contains("venv"), text());
    }

    @Test
    void setupPyIsInstalledWithACompilerWhereItHasExtensions() throws IOException {
        write("setup.py", "setup(ext_modules=[Extension('a', ['a.c'])])\n");
        write("main.py", "");

        assertHas("packages: build-essential python3-dev python3-venv\n");
        assertHas(PIP + "-- .\n");
    }

    @Test
    void requirementsWithoutWheelsBringWhatTheyNeed() throws IOException {
        write("requirements.txt", "psycopg2\ngit+https://example.org/x.git\n");
        write("main.py", "");

        assertHas("packages: build-essential git libpq-dev python3-dev python3-venv\n");
        assertHas("run packages: libpq5 python3\n");
    }

    @Test
    void theManifestTellsPortIndexAndStart() throws IOException {
        write("requirements.txt", "fastapi\n");
        write("main.py", "app = FastAPI()\n");
        AppSpec said = spec(
                Map.of("PIP_INDEX_URL", new AppSpec.EnvValue.Text("https://pypi.example.org/simple")),
                Map.of("web", new AppSpec.Port(9000)),
                AppSpec.Run.EMPTY);

        String text = PlanText.of(builder().plan(new SourceTree(folder, said)).orElseThrow());
        assertTrue(
                text.contains("run: env PIP_INDEX_URL=https://pypi.example.org/simple /home/nua/tools/bin/pip"), text);
        assertTrue(text.contains("--port 9000 main:app\n"), text);
        assertTrue(text.contains("\nport: 9000\n"), text);
    }

    @Test
    void aStartInTheManifestIsEnough() throws IOException {
        write("requirements.txt", "gunicorn\n");
        AppSpec said = spec(
                Map.of(),
                Map.of(),
                new AppSpec.Run(List.of("python3-yaml"), List.of("gunicorn shop:app"), List.of(), List.of(), ""));

        String text = PlanText.of(builder().plan(new SourceTree(folder, said)).orElseThrow());
        assertTrue(text.contains("start: /bin/sh -c 'gunicorn shop:app'\n"), text);
        assertTrue(text.contains("--system-site-packages"), text);
    }

    @Test
    void pipInstallsWhatTheManifestNames() throws IOException {
        write("app.py", "from flask import Flask\napp = Flask('app')\n");
        write("hello-1.0-py3-none-any.whl", "");
        var build = new AppSpec.Build(
                "", "", List.of(), List.of(), List.of(), "", "", AppSpec.Origin.NONE, List.of("flask", "*.whl"));
        AppSpec said = Specs.of(build);

        String text = PlanText.of(builder().plan(new SourceTree(folder, said)).orElseThrow());
        assertTrue(text.contains("copy: everything\nrun: /home/nua/tools/bin/pip"), text);
        assertTrue(text.contains("--progress-bar=off flask ./hello-1.0-py3-none-any.whl\n"), text);
    }

    @Test
    void wheelsInTheFolderAreInstalledWhereNothingElseIsListed() throws IOException {
        write("main.py", "print(1)\n");
        write("gunicorn-1.0-py3-none-any.whl", "");

        assertHas("--progress-bar=off ./gunicorn-1.0-py3-none-any.whl\n");
        write("requirements.txt", "flask\n");
        assertFalse(text().contains("whl"), text());
    }

    private static AppSpec spec(Map<String, AppSpec.EnvValue> env, Map<String, AppSpec.Port> ports, AppSpec.Run run) {
        AppSpec none = AppSpec.EMPTY;
        return new AppSpec(
                none.metadata(),
                none.build(),
                run,
                env,
                ports,
                none.processes(),
                none.volumes(),
                none.providers(),
                none.health(),
                none.crons(),
                none.resources());
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

    private void assertRejected(String beginning) {
        var refusal = assertThrows(NuaException.class, this::text);
        assertEquals(NuaException.Kind.REJECTED_BY_APP, refusal.kind());
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(beginning), refusal.getMessage());
    }
}

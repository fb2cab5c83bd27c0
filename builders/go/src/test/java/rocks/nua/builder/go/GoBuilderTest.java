package rocks.nua.builder.go;

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
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;

class GoBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");
    private static final String MAIN = "package main\n\nfunc main() {}\n";

    @TempDir
    Path folder;

    @BeforeEach
    void startAModule() throws IOException {
        write("go.mod", "module example.org/shop/v2\n\ngo 1.22\n");
    }

    @Override
    protected Builder builder() {
        return new GoBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(EXAMPLES.resolve("go-http"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(EXAMPLES.resolve("rejected/go-broken-lock"), EXAMPLES.resolve("rejected/no-main-package"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-node"), EXAMPLES.resolve("hello-static"));
    }

    @Test
    void buildsTheOnlyProgramInCmd() throws IOException {
        write("cmd/anything/main.go", MAIN);
        write("cmd/anything/main_test.go", MAIN);
        write("cmd/library/library.go", "package library\n");
        write("generate.go", "//go:build ignore\n\n" + MAIN);

        assertTrue(plan().contains(" -o /app/bin/app ./cmd/anything\n"), plan());
    }

    @Test
    void ofSeveralProgramsTheOneNamedAsTheModuleServes() throws IOException {
        write("cmd/shop/main.go", MAIN);
        write("cmd/worker/main.go", MAIN);

        assertTrue(plan().contains(" -o /app/bin/ ./cmd/shop ./cmd/worker\n"), plan());
        assertTrue(plan().contains("\nstart: /app/bin/shop\n"), plan());
    }

    @Test
    void asksWhichOfSeveralProgramsServes() throws IOException {
        write("cmd/one/main.go", MAIN);
        write("cmd/two/main.go", MAIN);

        assertEquals(
                "There is more than one program (cmd/one, cmd/two): say in nua-config.toml which one serves,"
                        + " with [run] start = \"bin/one\".",
                refusal());
    }

    @ParameterizedTest
    @CsvSource({"cmd/main.go, ./cmd", "src/main.go, ./src", "internal/app/serve.go, ./internal/app"})
    void findsTheOnlyProgramWhereverItStands(String file, String argument) throws IOException {
        write(file, MAIN);
        write("vendor/example.org/tool/main.go", MAIN);
        write("pkg/testdata/main.go", MAIN);
        write("tools/main.go", MAIN);
        write("tools/go.mod", "module example.org/tools\n");

        assertTrue(plan().contains(" -o /app/bin/app " + argument + "\n"), plan());
    }

    @Test
    void buildsAModuleOfAWorkspace() throws IOException {
        Files.delete(folder.resolve("go.mod"));
        write("go.work", "go 1.23\n\nuse (\n\t./lib\n\t./web\n)\n");
        write("lib/go.mod", "module example.org/lib\n\ngo 1.22\n");
        write("web/go.mod", "module example.org/web\n\ngo 1.22\n\nrequire example.org/lib v0.0.0\n");
        write("web/main.go", MAIN);

        assertTrue(plan().contains(" -o /app/bin/app ./web\n"), plan());
        assertTrue(plan().contains(" GOTOOLCHAIN=local "), plan());
    }

    @Test
    void buildsAProgramWithoutAModule() throws IOException {
        Files.delete(folder.resolve("go.mod"));
        write("main.go", MAIN);

        assertTrue(plan().contains("\nwrite: /app/go.mod"), plan());
    }

    @Test
    void keepsWhatTheProgramMayRead() throws IOException {
        for (String file : List.of("cmd/web/main.go", "lib/lib.go", "doc/README.md")) {
            write(file, MAIN);
        }
        for (String file : List.of("ui/html/home.html", "config.yaml", ".env", "Makefile", "lib/.gitkeep")) {
            write(file, "");
        }

        assertTrue(plan().contains("\nkeep: bin config.yaml ui\n"), plan());
    }

    @ParameterizedTest
    @CsvSource({
        "'import \"C\"', true",
        "'import (\n\t\"C\"\n)', true",
        "'import \"fmt\" // not \"C\"', false",
        "'import \"example.org/C\"', false"
    })
    void compilesCOnlyWhereThereIsC(String line, boolean c) throws IOException {
        write("main.go", "package main\n\n" + line + "\n\nfunc main() {}\n");

        assertEquals(c, plan().contains("\npackages: build-essential golang-go\n"), plan());
        assertEquals(c, plan().contains("CGO_ENABLED=1"), plan());
    }

    @ParameterizedTest
    @CsvSource({"1.16, local", "1.24, local", "1.24.4, local", "1.24.5, auto", "1.25, auto", "1.25rc1, auto"})
    void fetchesAnotherGoOnlyWhereDebiansIsTooOld(String version, String toolchain) throws IOException {
        write("go.mod", "module shop\n\ngo " + version + "\n");
        write("main.go", MAIN);

        assertTrue(plan().contains(" GOTOOLCHAIN=" + toolchain + " "), plan());
    }

    @Test
    void modulesNeedALockFileUnlessTheyAreVendored() throws IOException {
        write("go.mod", "module shop\n\ngo 1.22\n\nrequire example.org/lib v1.0.0\n");
        write("main.go", MAIN);
        assertEquals(
                "go.mod requires modules, but there is no go.sum: run 'go mod tidy' and keep go.sum with the source.",
                refusal());

        write("vendor/modules.txt", "# example.org/lib v1.0.0\n");
        assertFalse(plan().contains("cache: /home/nua/go\n"), plan());
    }

    @Test
    void fetchedModulesAreKeptBetweenBuilds() throws IOException {
        write("go.mod", "module shop\n\ngo 1.22\n\nrequire example.org/lib v1.0.0\n");
        write("go.sum", "");
        write("main.go", MAIN);

        assertTrue(plan().contains("cache: /home/nua/go\n"), plan());
    }

    private String plan() {
        return PlanText.of(builder().plan(SourceTree.of(folder)).orElseThrow());
    }

    private String refusal() {
        return String.valueOf(assertThrows(NuaException.class, () -> builder().plan(SourceTree.of(folder)))
                .getMessage());
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

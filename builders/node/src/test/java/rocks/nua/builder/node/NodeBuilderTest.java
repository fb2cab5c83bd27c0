package rocks.nua.builder.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.Builder;
import rocks.nua.api.build.PlanText;
import rocks.nua.api.build.SourceTree;
import rocks.nua.testkit.BuilderContract;
import rocks.nua.testkit.Specs;

class NodeBuilderTest extends BuilderContract {
    private static final Path EXAMPLES = Path.of("../../examples");

    @Override
    protected Builder builder() {
        return new NodeBuilder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(
                EXAMPLES.resolve("hello-node"),
                EXAMPLES.resolve("hello-manifest"),
                EXAMPLES.resolve("node-express"),
                EXAMPLES.resolve("node-pnpm"),
                EXAMPLES.resolve("node-yarn"),
                EXAMPLES.resolve("next-ssr"),
                EXAMPLES.resolve("vite-spa"));
    }

    @Override
    protected List<Path> rejected() {
        return List.of(
                EXAMPLES.resolve("rejected/node-broken-lock"),
                EXAMPLES.resolve("rejected/broken-package-json"),
                EXAMPLES.resolve("rejected/no-start-command"));
    }

    @Override
    protected List<Path> foreign() {
        return List.of(EXAMPLES.resolve("hello-static"), EXAMPLES.resolve("hello-dockerfile"));
    }

    @Test
    void saysWherePackageJsonIsBroken() {
        var refusal = assertThrows(NuaException.class, () -> builder()
                .plan(SourceTree.of(EXAMPLES.resolve("rejected/broken-package-json"))));

        assertEquals(
                "package.json is not valid JSON: line 5, column 3: a name in double quotes is expected. Mend it there.",
                refusal.getMessage());
    }

    @Test
    void leavesAppsOfOtherLanguagesAlone(@TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"build\": \"vite build\"}}");
        Files.writeString(folder.resolve("composer.json"), "{}");

        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node server.js | node server.js",
                "node --max-old-space-size=200 src/server.js | node --max-old-space-size=200 src/server.js",
                "next start -p $PORT | /bin/sh -c 'next start -p $PORT'",
                "A=b node server.js | /bin/sh -c 'A=b node server.js'",
                "node a.js && node b.js | /bin/sh -c 'node a.js && node b.js'"
            })
    void startsWithoutAShellWhereNoneIsNeeded(String script, String start, @TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"start\": \"" + script + "\"}}");

        assertTrue(text(folder).contains("\nstart: " + start + "\n"), text(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "package-lock.json, '', run: npm ci --omit=dev",
        "npm-shrinkwrap.json, '', run: npm ci --omit=dev",
        "yarn.lock, '# yarn lockfile v1', run: npx --yes --cache /var/cache/npm yarn@1 install --frozen-lockfile --production=true",
        "yarn.lock, '__metadata:', run: env YARN_NODE_LINKER=node-modules YARN_IGNORE_PATH=1 npx --yes",
        "pnpm-lock.yaml, '', run: env CI=true npx --yes --cache /var/cache/npm pnpm@9 install --frozen-lockfile --prod",
        "other.txt, '', run: npm install --omit=dev"
    })
    void theLockFileTellsThePackageManager(String file, String content, String step, @TempDir Path folder)
            throws IOException {
        write(folder, "{\"main\": \"./index.js\", \"dependencies\": {\"ms\": \"2\"}}");
        Files.writeString(folder.resolve("index.js"), "");
        Files.writeString(folder.resolve(file), content);

        assertTrue(text(folder).contains("\n" + step), text(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pnpm@10.12.1+sha512.abc | | | pnpm@10.12.1 install --no-frozen-lockfile --prod ",
                "pnpm@10.12.1 | pnpm-lock.yaml | lockfileVersion: '9.0' | pnpm@10.12.1 install --frozen-lockfile --prod ",
                "| pnpm-lock.yaml | lockfileVersion: '9.0' | pnpm@9 install ",
                "| pnpm-lock.yaml | lockfileVersion: '6.0' | pnpm@8 install ",
                "| pnpm-lock.yaml | lockfileVersion: 5.4 | pnpm@7 install ",
                "yarn@1.22.22 | | | yarn@1.22.22 install --production=true ",
                "yarn@1.22.22 | package-lock.json | {} | npm ci --omit=dev ",
                "yarn@3.6.1 | | | @yarnpkg/cli-dist@4 workspaces focus --all --production",
                "yarn@4.9.2 | yarn.lock | __metadata: | @yarnpkg/cli-dist@4.9.2 workspaces focus --all --production",
                "npm@11.0.0 | | | npm install --omit=dev "
            })
    void packageJsonTellsTheReleaseOfThePackageManager(
            String said, String file, String content, String step, @TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"main\": \"index.js\", \"dependencies\": {\"ms\": \"2\"}"
                        + (said == null ? "" : ", \"packageManager\": \"" + said + "\"") + "}");
        Files.writeString(folder.resolve("index.js"), "");
        if (file != null) {
            Files.writeString(folder.resolve(file), content);
        }

        assertTrue(text(folder).contains(step), text(folder));
    }

    @ParameterizedTest
    @CsvSource({"6, --no-immutable", "8, --immutable"})
    void anOlderLockOfYarnIsMigrated(int version, String flag, @TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"start\": \"node s\", \"build\": \"tsc\"}, \"dependencies\": {\"ms\": \"2\"}}");
        Files.writeString(folder.resolve("yarn.lock"), "__metadata:\n  version: " + version + "\n");

        assertTrue(text(folder).contains("@yarnpkg/cli-dist@4 install " + flag + "\n"), text(folder));
        assertEquals(
                version < 8,
                text(folder).indexOf("copy: everything") < text(folder).indexOf(" install "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yarn.lock", "pnpm-lock.yaml"})
    void rejectsAConflictThatNobodyHasSolved(String file, @TempDir Path folder) throws IOException {
        write(folder, "{\"main\": \"index.js\", \"dependencies\": {\"ms\": \"2\"}}");
        Files.writeString(folder.resolve("index.js"), "");
        Files.writeString(folder.resolve(file), "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n");

        assertEquals(
                file + " has an unsolved conflict of git in it: write it anew with the package manager's install.",
                assertThrows(NuaException.class, () -> text(folder)).getMessage());
    }

    @Test
    void aBuildHasTheDevelopmentPackagesAndTheResultHasNot(@TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"node s\", \"build\": \"tsc\"}, \"devDependencies\": {\"typescript\": \"5\"}}");

        String text = text(folder);
        int install = text.indexOf("run: npm install --include=dev");
        int build = text.indexOf("run: /bin/sh -c 'npm run build && npm prune --omit=dev ");
        assertTrue(0 < install && install < build, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tsc -b && vite build | index.html | dist | $uri $uri/ /index.html",
                "vite build | index.html public/404.html | dist | $uri $uri/ $uri.html =404",
                "vite build | index.html about.html | dist | $uri $uri/ $uri.html =404",
                "react-scripts build | public/index.html | build | $uri $uri/ /index.html",
                "docusaurus build | docs/intro.md | build | $uri $uri/ $uri.html =404",
                "gatsby build | src/pages/index.js | public | $uri $uri/ $uri.html =404",
                "astro build | src/pages/index.astro | dist | $uri $uri/ $uri.html =404"
            })
    void pagesThatABuildMakesAreServedWithoutNode(
            String build, String files, String output, String tried, @TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"" + build.replaceFirst("(?:.*&& )?(.*) build", "$1 preview")
                        + "\", \"build\": \"" + build + "\"}, \"devDependencies\": {\"x\": \"1\"}}");
        for (String file : files.split(" ")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "");
        }

        String text = text(folder);
        assertTrue(text.contains("\npackages: nodejs npm\n"), text);
        assertTrue(text.contains("\nrun packages: nginx-light\nkeep: " + output + "\nstart: nginx "), text);
        assertTrue(text.contains(" try_files " + tried + ";"), text);
        assertFalse(text.contains("prune"), text);
    }

    @Test
    void aServerOfItsOwnServesThePagesThatItsBuildMakes(@TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"start\": \"node server.js\", \"build\": \"vite build\"}}");
        Files.writeString(folder.resolve("index.html"), "");

        assertTrue(text(folder).contains("\nstart: node server.js\n"), text(folder));
    }

    @Test
    void whatNestHasBuiltStartsWithoutItsCompiler(@TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"scripts\": {\"build\": \"nest build\", \"start\": \"nest start\", \"start:prod\": \"node dist/main\"}}");

        assertTrue(PlanText.of(builder().plan(SourceTree.of(folder)).orElseThrow())
                .contains("package.json has the script start:prod: node dist/main"));
    }

    @Test
    void whatNuxtBuildsStartsWithoutAScript(@TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"build\": \"nuxt build\"}, \"dependencies\": {\"nuxt\": \"4\"}}");

        assertTrue(text(folder).contains("\nstart: node .output/server/index.mjs\n"), text(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@angular/build:application | {} | keep: dist/hall/browser",
                "@angular/build:application | {'outputPath': './public/'} | keep: public/browser",
                "@angular/build:application | {'outputPath': {'base': 'out', 'browser': ''}} | keep: out",
                "@angular/build:application | {'ssr': {'entry': 's.ts'}, 'outputMode': 'static'} | keep: dist/hall/browser",
                "@angular/build:application | {'ssr': {'entry': 's.ts'}} | start: node dist/hall/server/server.mjs",
                "@angular-devkit/build-angular:browser | {'outputPath': 'dist/hall'} | keep: dist/hall"
            })
    void angularJsonTellsWhatIsBuilt(String builder, String options, String line, @TempDir Path folder)
            throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"ng serve\", \"build\": \"ng build\"}, \"dependencies\": {\"@angular/core\": \"20\"}}");
        Files.writeString(
                folder.resolve("angular.json"),
                "{'projects': {'ui': {'projectType': 'library'}, 'hall': {'projectType': 'application',"
                                .replace('\'', '"')
                        + ("'architect': {'build': {'builder': '" + builder + "', 'options': " + options + "}}}}}")
                                .replace('\'', '"'));

        assertTrue(text(folder).contains("\n" + line + "\n"), text(folder));
        assertTrue(
                line.startsWith("start") || text(folder).contains(" try_files $uri $uri/ /index.html;"), text(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "next.config.mjs | export default { output: 'export' } | keep: out",
                "next.config.js | module.exports = {\\n  distDir: './build',\\n  output: 'export',\\n} | keep: build",
                "next.config.ts | // output: 'export' | start: next start",
                "next.config.ts | const config = { output: 'standalone' } | start: next start"
            })
    void whatNextExportsIsServedWithoutNode(String file, String config, String line, @TempDir Path folder)
            throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"next start\", \"build\": \"next build\"}, \"dependencies\": {\"next\": \"15\"}}");
        Files.writeString(folder.resolve(file), config.replace("\\n", "\n"));

        assertTrue(text(folder).contains("\n" + line + "\n"), text(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vite.config.ts | export default { build: { outDir: './build/' } } | index.html | @x/y | keep: build",
                "vite.config.js | export default { // outDir: 'x' } | index.html | @x/y | keep: dist",
                "svelte.config.js | x | src/app.html | @sveltejs/adapter-static | keep: build"
            })
    void theFolderOfViteIsTheOneThatIsConfigured(
            String file, String config, String page, String dependency, String line, @TempDir Path folder)
            throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"vite preview\", \"build\": \"vite build\"}, \"devDependencies\": {\""
                        + dependency + "\": \"3\"}}");
        Files.createDirectories(folder.resolve(page).getParent());
        Files.writeString(folder.resolve(page), "");
        Files.writeString(folder.resolve(file), config);

        assertTrue(text(folder).contains("\n" + line + "\n"), text(folder));
    }

    @Test
    void svelteKitWithoutAServerIsToldTheAdapter(@TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"@sveltejs/adapter-auto\": \"3\"}}");

        assertEquals(
                "SvelteKit builds no server by adapter-auto here: install @sveltejs/adapter-node and name it in svelte.config.js.",
                assertThrows(NuaException.class, () -> text(folder)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "tsx src/server.ts, tsx, true",
        "NODE_ENV=production tsx src/server.ts, tsx, true",
        "node -r ts-node/register src/server.ts, ts-node, true",
        "node --import=@swc-node/register src/server.ts, @swc-node/register, true",
        "node dist/server.js, tsx, false"
    })
    void packagesForDevelopmentThatTheRunningAppCallsStay(
            String start, String name, boolean stays, @TempDir Path folder) throws IOException {
        for (String build : List.of("", "\"build\": \"tsc\", ")) {
            write(
                    folder,
                    "{\"scripts\": {" + build + "\"start\": \"" + start + "\"}, \"devDependencies\": {\"" + name
                            + "\": \"1\"}}");
            String text = text(folder);

            assertEquals(stays || !build.isEmpty(), text.contains(" --include=dev"), text);
            assertEquals(!stays && !build.isEmpty(), text.contains("npm prune"), text);
            assertEquals(
                    stays, text.contains("because: the running app calls " + name + " of its devDependencies"), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hugo.toml", "mkdocs.yml", "_config.yml"})
    void leavesThePagesOfGeneratorsAlone(String file, @TempDir Path folder) throws IOException {
        write(folder, "{\"devDependencies\": {\"postcss\": \"8\"}}");
        Files.writeString(folder.resolve(file), "");

        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));
    }

    @ParameterizedTest
    @CsvSource({
        "astro build, @astrojs/node, env HOST=0.0.0.0 node dist/server/entry.mjs",
        "vite build, @sveltejs/adapter-node, node build"
    })
    void whatAnAdapterBuildsStartsWithoutAScript(String build, String adapter, String start, @TempDir Path folder)
            throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"astro dev\", \"build\": \"" + build + "\"}, \"devDependencies\": {\""
                        + adapter + "\": \"9\"}}");

        assertTrue(text(folder).contains("\nstart: " + start + "\n"), text(folder));
    }

    @ParameterizedTest
    @CsvSource({".nvmrc, v22.3.0, Node 22", ".node-version, 24, Node 24", ".nvmrc, lts/*, Node 20"})
    void aVersionManagersFileTellsTheVersion(String file, String version, String node, @TempDir Path folder)
            throws IOException {
        write(folder, "{\"main\": \"index.js\"}");
        Files.writeString(folder.resolve("index.js"), "");
        Files.writeString(folder.resolve(file), version + "\n");

        assertTrue(text(folder).contains(node + " comes from "), text(folder));
    }

    @Test
    void sourceComesBeforeInstallScripts(@TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"scripts\": {\"start\": \"node s\", \"postinstall\": \"node p\"}, \"dependencies\": {\"ms\": \"2\"}}");

        String text = text(folder);
        assertTrue(text.indexOf("copy: everything") < text.indexOf("run: npm install"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '\nrun: npm ci --omit=dev', '\nrun: /bin/sh -c ''find', copy: everything",
        "'\"build\": \"tsc\",', 'run: /bin/sh -c ''npm run build && npm prune --omit=dev ', && find, cache: "
    })
    void whatIsForAlpineAloneIsRemovedAtTheEndOfNpm(
            String build, String before, String find, String after, @TempDir Path folder) throws IOException {
        write(
                folder,
                "{\"scripts\": {" + build + "\"start\": \"node s\"}, \"dependencies\": {\"sharp\": \"1\"},"
                        + " \"devDependencies\": {\"typescript\": \"5\"}}");
        Files.writeString(folder.resolve("package-lock.json"), "{\"x\": {\"libc\": [\"musl\"]}}");

        String text = text(folder);
        int at = text.indexOf(find + " node_modules -path");
        assertTrue(0 < text.indexOf(before) && text.indexOf(before) < at, text);
        assertTrue(text.substring(at + 1).replaceFirst(".*\n", "").startsWith(after), text);
    }

    @Test
    void nativePackagesBringTheCompiler(@TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"start\": \"node s\"}, \"dependencies\": {\"bcrypt\": \"5\"}}");
        Files.writeString(folder.resolve("package-lock.json"), "{\"x\": {\"hasInstallScript\": true}}");

        assertTrue(text(folder).contains("packages: build-essential npm python3\n"), text(folder));
    }

    @ParameterizedTest
    @CsvSource({
        ">=18, 20",
        "20.x, 20",
        "^20.9.0 || >=22, 20",
        "18 - 22, 20",
        ">=16 <19, 18",
        "22, 22",
        ">=21, 22",
        "^24.1.0, 24",
        "'>20.5', 20",
        "lts/*, 20",
        "*, 20",
        "'', 20",
        "v18.17.0, 18"
    })
    void enginesTellTheMajor(String range, int major) {
        assertEquals(major, NodeVersion.choose("package.json", range));
    }

    @Test
    void rejectsAVersionThatNobodyHas() {
        var refusal = assertThrows(NuaException.class, () -> NodeVersion.choose("package.json", "<8"));

        assertTrue(
                String.valueOf(refusal.getMessage())
                        .startsWith("package.json asks for Node '<8', but there are only the majors 14 to 26"),
                refusal.getMessage());
    }

    @Test
    void anotherMajorComesFromTheRegistryAndRunsTheBuildToo(@TempDir Path folder) throws IOException {
        write(folder, "{\"engines\": {\"node\": \"22\"}, \"scripts\": {\"start\": \"node s\", \"build\": \"node b\"}}");

        String text = text(folder);
        assertTrue(text.contains("node@22"), text);
        assertTrue(text.contains("run: env PATH=/app/.nua/node_modules/.bin:"), text);
        assertTrue(text.contains(" NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "), text);
        assertTrue(text.contains("env: PATH=/app/.nua/node_modules/.bin:"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "yarn serve, yarn.lock, # yarn lockfile v1, yarn@1",
        "yarn serve, yarn.lock, __metadata:, @yarnpkg/cli-dist@4",
        "NODE_OPTIONS= pnpm run serve, pnpm-lock.yaml, lockfileVersion: 9, pnpm@9",
        "yarn serve, package-lock.json, {}, yarn@1"
    })
    void aPackageManagerThatTheRunningAppCallsIsThere(
            String start, String lock, String content, String registered, @TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"start\": \"" + start + "\"}}");
        Files.writeString(folder.resolve(lock), content + "\n");
        String text = text(folder);
        assertTrue(text.contains("\nrun: npm install --prefix /app/.nua "), text);
        assertTrue(text.contains("/var/cache/npm " + registered + "\n"), text);
        assertTrue(text.contains("\nrun packages: nodejs\n"), text);
        assertTrue(text.contains("\nenv: PATH=/app/.nua/node_modules/.bin:"), text);
        assertEquals(content.startsWith("__"), text.contains("\nenv: YARN_NODE_LINKER=node-modules\n"), text);
    }

    @Test
    void npmThatTheRunningAppCallsComesFromDebian(@TempDir Path folder) throws IOException {
        write(folder, "{\"scripts\": {\"start\": \"npm run serve\"}}");
        assertTrue(text(folder).contains("\nrun packages: nodejs npm\n"), text(folder));
        write(folder, "{\"scripts\": {\"start\": \"node npm.js\"}}");
        assertTrue(text(folder).contains("\nrun packages: nodejs\n"), text(folder));
    }

    @Test
    void theManifestMayNameTheMajor(@TempDir Path folder) throws IOException {
        write(folder, "{\"engines\": {\"node\": \"22\"}, \"scripts\": {\"start\": \"node s\"}}");
        AppSpec.Build build = AppSpec.EMPTY.build();
        var asked = new AppSpec.Build(
                "node",
                "18",
                build.packages(),
                build.commands(),
                build.test(),
                build.baseImage(),
                build.project(),
                build.origin(),
                build.pip());
        var spec = Specs.of(asked);

        String text = PlanText.of(builder().plan(new SourceTree(folder, spec)).orElseThrow());
        assertTrue(text.contains("node@18"), text);
    }

    @Test
    void finishedPagesAreLeftToOthers(@TempDir Path folder) throws IOException {
        write(folder, "{\"devDependencies\": {\"prettier\": \"3\"}}");
        Files.writeString(folder.resolve("index.html"), "<h1>Hello</h1>");

        assertEquals(Optional.empty(), builder().plan(SourceTree.of(folder)));
    }

    private static void write(Path folder, String json) throws IOException {
        Files.writeString(folder.resolve("package.json"), json);
    }

    private String text(Path folder) {
        BuildPlan plan = builder().plan(SourceTree.of(folder)).orElseThrow();
        return PlanText.of(plan);
    }
}

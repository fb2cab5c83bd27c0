package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;

class RecipeDockerfileTest {
    private static final String INSTALL = "RUN --mount=type=bind,source=nua/install,target=/run/nua-install"
            + " --mount=type=cache,id=nua-apt-trixie,target=/var/cache/apt,sharing=locked"
            + " --mount=type=cache,id=nua-lists-trixie,target=/var/lib/apt/lists,sharing=locked"
            + " [\"/bin/sh\",\"/run/nua-install\",";
    private static final String CA =
            "--mount=type=bind,from=nua/ca:1,source=/ca.crt,target=/etc/ssl/certs/ca-certificates.crt ";

    private static Recipe recipe(
            List<String> packages,
            List<String> runPackages,
            List<String> keep,
            Map<String, String> env,
            Step... steps) {
        return new Recipe(
                Base.DEBIAN_13,
                packages,
                List.of(steps),
                List.of(new CachePath("/home/nua/.npm")),
                runPackages,
                keep.stream().map(RelativePath::new).toList(),
                List.of("node", "a b.js"),
                3000,
                env,
                List.of());
    }

    private static String text(Recipe recipe) {
        return new RecipeDockerfile(recipe, "nua/base:trixie", "nua-p-shop", () -> "nua/ca:1", List.of()).text();
    }

    @Test
    void authoritiesAreAskedForWhereACommandRuns() {
        Supplier<String> none = () -> {
            throw new AssertionError("nobody needs them");
        };
        Recipe still = recipe(List.of(), List.of("nginx"), List.of(), Map.of(), new Step.Copy(List.of()));
        assertTrue(new RecipeDockerfile(still, "nua/base:trixie", "nua-p-shop", none, List.of())
                .text()
                .contains("COPY"));
    }

    @Test
    void oneStageWhereNothingIsForTheBuildOnly() {
        Recipe recipe = recipe(
                List.of(),
                List.of("nodejs", "npm"),
                List.of(),
                Map.of("A", "say \"$x\" \\"),
                new Step.Copy(List.of(new RelativePath("package.json"), new RelativePath("pages/[id] $1.js"))),
                Step.Run.of("npm", "ci"),
                new Step.Copy(List.of()),
                new Step.Write("/etc/shop", "text"));
        assertEquals(
                """
                FROM nua/base:trixie AS run
                %1$s"nodejs","npm"]
                WORKDIR /app
                USER nua
                COPY --chown=10001:10001 ["src/package.json","./package.json"]
                COPY --chown=10001:10001 ["src/pages/[[]id] \\\\$1.js","./pages/[id] \\\\$1.js"]
                RUN %2$s--mount=type=cache,id=nua-p-shop/home/nua/.npm,target=/home/nua/.npm,uid=10001,gid=10001 ["npm","ci"]
                COPY --chown=10001:10001 ["src/","./"]
                COPY --chown=10001:10001 ["nua/files/0/shop","/etc/"]
                ENV PORT="3000" A="say \\"\\$x\\" \\\\"
                EXPOSE 3000
                CMD ["node","a b.js"]
                """
                        .formatted(INSTALL, CA),
                text(recipe));
    }

    @Test
    void twoStagesKeepBuildPackagesOutOfTheResult() {
        Recipe recipe = recipe(
                List.of("make"),
                List.of("nodejs"),
                List.of("dist"),
                Map.of(),
                new Step.Copy(List.of()),
                Step.Run.of("make"),
                new Step.Write("/etc/shop", "text"));
        List<String> lines = text(recipe).lines().toList();
        assertEquals(
                List.of(
                        "FROM run",
                        "WORKDIR /app",
                        "USER nua",
                        "COPY --from=build --chown=10001:10001 [\"/app/dist\",\"/app/dist\"]",
                        "COPY --chown=10001:10001 [\"nua/files/0/shop\",\"/etc/\"]",
                        "ENV PORT=\"3000\"",
                        "EXPOSE 3000",
                        "CMD [\"node\",\"a b.js\"]"),
                lines.subList(lines.indexOf("FROM run"), lines.size()));
        assertTrue(lines.contains("FROM run AS build") && lines.contains(INSTALL + "\"make\"]"), lines.toString());
    }

    @Test
    void filesThatGoIntoOneFolderMakeOneLayer() {
        Recipe recipe = recipe(
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Step.Write("/etc/nua/one", "text"),
                new Step.Write("/etc/nua/two[1]", "text"),
                new Step.Write("/etc/three", "text"));
        assertEquals(
                List.of(
                        "COPY --chown=10001:10001 [\"nua/files/0/one\",\"nua/files/1/two[[]1]\",\"/etc/nua/\"]",
                        "COPY --chown=10001:10001 [\"nua/files/2/three\",\"/etc/\"]"),
                text(recipe).lines().filter(line -> line.startsWith("COPY")).toList());
    }

    @Test
    void filesThatNoCommandReadsGoOnTopOfWhatWasBuilt() {
        Recipe recipe = recipe(
                List.of("python3-venv"),
                List.of("python3"),
                List.of(),
                Map.of(),
                new Step.Write("/app/first", "text"),
                new Step.Write("/etc/shop", "text"),
                Step.Run.of("python3", "-m", "venv", ".venv"),
                new Step.Copy(List.of()),
                new Step.Write("/app/last", "text"));
        List<String> lines = text(recipe).lines().toList();
        List<String> build = lines.subList(lines.indexOf("FROM run AS build"), lines.indexOf("FROM run"));
        assertTrue(build.get(build.size() - 1).startsWith("RUN"), build.toString());
        assertEquals(
                List.of(
                        "COPY --from=build --chown=10001:10001 [\"/app/\",\"/app/\"]",
                        "COPY --chown=10001:10001 [\"nua/files/1/shop\",\"/etc/\"]",
                        "COPY --chown=10001:10001 [\"src/\",\"./\"]",
                        "COPY --chown=10001:10001 [\"nua/files/2/last\",\"/app/\"]"),
                lines.stream()
                        .skip(lines.indexOf("FROM run"))
                        .filter(line -> line.startsWith("COPY"))
                        .toList());
    }

    @Test
    void javaTrustsTheSameAuthorities() {
        assertTrue(text(recipe(List.of("maven"), List.of(), List.of(), Map.of(), Step.Run.of("mvn")))
                .contains("source=/cacerts.jks,target=/etc/ssl/certs/java/cacerts"));
        assertFalse(text(recipe(List.of(), List.of(), List.of(), Map.of(), Step.Run.of("mvn")))
                .contains("cacerts.jks"));
    }

    @Test
    void secretsAreMountedForTheCommandsOnly() {
        Recipe recipe = recipe(List.of(), List.of("nodejs"), List.of(), Map.of(), Step.Run.of("npm", "ci"));
        String text = new RecipeDockerfile(recipe, "nua/base:trixie", "nua-p-shop", () -> "nua/ca:1", List.of("TOKEN"))
                .text();
        assertTrue(
                text.contains(" --mount=type=secret,id=TOKEN,required=true,uid=10001,gid=10001"
                        + " --mount=type=bind,source=nua/secrets,target=/run/nua-secrets"
                        + " [\"/bin/sh\",\"/run/nua-secrets\",\"npm\",\"ci\"]"),
                text);
        assertEquals(1, text.split("id=TOKEN", -1).length - 1);
    }

    @Test
    void valuesFromOutsideCannotLeaveTheirPlace() {
        for (String name : List.of("-oDpkg=x", "a;b", "a b", "$(x)", "A")) {
            assertThrows(NuaException.class, () -> text(recipe(List.of(), List.of(name), List.of(), Map.of())), name);
        }
        assertThrows(NuaException.class, () -> text(recipe(List.of(), List.of(), List.of(), Map.of("A", "x\nRUN y"))));
        assertThrows(NuaException.class, () -> text(recipe(List.of(), List.of(), List.of(), Map.of("A B", "x"))));
        String odd = text(recipe(List.of(), List.of(), List.of(), Map.of(), Step.Run.shell("cat <<EOF\nRUN x\nEOF")));
        assertTrue(odd.contains("\"cat \\u003c\\u003cEOF\\nRUN x\\nEOF\""), odd);
    }
}

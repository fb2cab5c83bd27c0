package rocks.nua.core.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.core.deploy.Planning.Planned;

class PlanManifestTest {
    private static BuildPlan recipe(Step... steps) {
        return new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                List.of("npm", "gcc"),
                List.of(steps),
                List.of(),
                List.of("nodejs"),
                List.of(),
                List.of("node", "my server.js"),
                3000,
                Map.of(),
                List.of());
    }

    @Test
    void saysWhatTheRecipeSays() {
        assertEquals(
                """
                format = 1

                [build]
                builder = "node"
                packages = [
                    "gcc",
                    "npm",
                ]
                build = [
                    "npm ci '--only=it'\\\\''s {{here}}'",
                    "echo \\"${HOME}}\\" > a\\nnpm run build",
                ]

                [run]
                packages = [
                    "nodejs",
                ]
                start = "node 'my server.js'"

                [port.web]
                container = 3000
                """,
                PlanManifest.of(
                        new Planned(
                                "node",
                                recipe(
                                        new Step.Copy(List.of(new RelativePath("package.json"))),
                                        Step.Run.of("npm", "ci", "--only=it's {here}"),
                                        Step.Run.shell("echo \"${HOME}\" > a\nnpm run build"))),
                        AppSpec.EMPTY));
    }

    @Test
    void leavesTheStartToABuilderThatBringsItsServer() {
        var plan = recipe(new Step.Write("/etc/nua/nginx.conf", "x"));

        assertEquals(
                -1, PlanManifest.of(new Planned("php", plan), AppSpec.EMPTY).indexOf("start"));
    }

    @Test
    void leavesTheRestToTheDockerfile() {
        var plan = new BuildPlan.Dockerfile(new RelativePath("Dockerfile"), 0, List.of());

        assertEquals(
                "format = 1\n\n[build]\nbuilder = \"dockerfile\"\n",
                PlanManifest.of(new Planned("dockerfile", plan), AppSpec.EMPTY));
    }
}

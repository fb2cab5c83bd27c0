package rocks.nua.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;

class SideFolderTest {
    private static final Recipe RECIPE = new Recipe(
            BuildPlan.Base.DEBIAN_13,
            List.of(),
            List.of(Step.Run.of("tools"), new Step.Copy(List.of()), Step.Run.of("make")),
            List.of(),
            List.of("nodejs"),
            List.of(new RelativePath("bin")),
            List.of("node", "."),
            3000,
            Map.of(),
            List.of("why"));

    private static AppSpec spec(List<String> commands, boolean templates) {
        AppSpec e = AppSpec.EMPTY;
        var origin = new AppSpec.Origin("", "", "https://x.example/galene.git", "");
        return new AppSpec(
                e.metadata(),
                new AppSpec.Build("", List.of(), commands, List.of(), "", "", origin),
                new AppSpec.Run(List.of(), List.of(), List.of(), List.of(), "", templates),
                e.env(),
                e.ports(),
                e.processes(),
                e.volumes(),
                e.providers(),
                e.health(),
                e.crons(),
                e.resources());
    }

    @Test
    void aPlanWithoutItStaysAsItIs() {
        assertEquals(RECIPE, new SideFolder(false, spec(List.of(), false)).addTo(RECIPE));
    }

    @Test
    void itIsWhereItsPackagesLook() {
        Recipe plan = (Recipe) new SideFolder(true, spec(List.of("make"), false)).addTo(RECIPE);

        assertEquals(
                List.of(
                        new Step.Link("/nua", "app/nua"),
                        Step.Run.of("tools"),
                        new Step.Copy(List.of()),
                        Step.Run.of("mkdir", "-p", "nua/app", "nua/build"),
                        Step.Run.of("ln", "-sfn", "/app", "nua/build/galene"),
                        Step.Run.of("make")),
                plan.steps());
        assertEquals(List.of(new RelativePath("bin"), new RelativePath("nua")), plan.keep());
        assertEquals(RECIPE.start(), plan.start());
    }

    @Test
    void templatesAreFilledInBeforeTheStart() {
        Recipe plan = (Recipe) new SideFolder(true, spec(List.of(), true)).addTo(RECIPE);

        assertEquals(List.of("python3", "/usr/local/lib/nua/fill-in.py", "node", "."), plan.start());
        assertEquals(List.of("nodejs", "python3", "python3-jinja2"), plan.runPackages());
        assertTrue(
                plan.steps().get(1) instanceof Step.Write write && write.text().contains("jinja2"), "the script");
    }
}

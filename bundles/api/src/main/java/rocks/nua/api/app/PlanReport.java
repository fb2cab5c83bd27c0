package rocks.nua.api.app;

import java.util.List;

/**
 * What a deploy would do and why.
 *
 * @param app name of the app
 * @param builder name of the builder
 * @param reasons why this builder and this plan, a sentence each
 * @param plan the plan as text
 * @param warnings what in the source is odd but does not stop the deploy
 * @param changes what the deploy would change, a sentence each
 */
public record PlanReport(
        String app, String builder, List<String> reasons, String plan, List<String> warnings, List<String> changes) {
    /** Copies the lists. */
    public PlanReport {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
        changes = List.copyOf(changes);
    }
}

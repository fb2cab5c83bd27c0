package rocks.nua.testkit;

import rocks.nua.api.app.AppSpec;

/** What an app's manifest says where it has one section alone. */
public final class Specs {
    private Specs() {}

    /** A manifest with {@code [build]}. */
    public static AppSpec of(AppSpec.Build build) {
        return of(build, AppSpec.EMPTY.run());
    }

    /** A manifest with {@code [run]}. */
    public static AppSpec of(AppSpec.Run run) {
        return of(AppSpec.EMPTY.build(), run);
    }

    private static AppSpec of(AppSpec.Build build, AppSpec.Run run) {
        AppSpec none = AppSpec.EMPTY;
        return new AppSpec(
                none.metadata(),
                build,
                run,
                none.env(),
                none.ports(),
                none.processes(),
                none.volumes(),
                none.providers(),
                none.health(),
                none.crons(),
                none.resources());
    }
}

package rocks.nua.api.app;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Domain;
import rocks.nua.api.LineSink;
import rocks.nua.api.Secret;

/** The deploy path. Deployments of one app run one after the other, those of several apps at once. Thread-safe. */
@ProviderType
public interface Deployments {
    /**
     * What to change of the app together with the deployment; empty means: as it is.
     *
     * @param env variables to set
     * @param domains domains to add
     */
    record Options(Map<String, Secret> env, List<Domain> domains) {
        /** Nothing. */
        public static final Options NONE = new Options(Map.of(), List.of());

        /** Copies. */
        public Options {
            env = Map.copyOf(env);
            domains = List.copyOf(domains);
        }
    }

    /**
     * Takes the source in and queues its deployment; makes the app where it does not exist.
     * When this throws, nothing is left behind.
     *
     * @return the deployment, QUEUED
     * @throws rocks.nua.api.NuaException BAD_REQUEST for an archive that is broken or leads out of its folder, TOO_LARGE for one over
     *     the limits, NOT_FOUND when a {@link Source.Earlier} names a release that is not there, CONFLICT when there is none to go back to, UNAVAILABLE when the disk is full
     */
    Deployment start(AppName app, Source source, Options options, Caller caller);

    /** One deployment; NOT_FOUND when the app has none with that id. */
    Deployment get(AppName app, long id, Caller caller);

    /** The app's deployments, newest first. */
    List<Deployment> list(AppName app, Caller caller);

    /**
     * The log of a deployment, from its first line.
     *
     * @param follow whether to wait for more until the deployment has ended
     */
    void log(AppName app, long id, boolean follow, LineSink to, Caller caller);

    /**
     * What a deployment of this source would do, without doing it: builder, reasons and plan as text.
     * REJECTED_BY_APP when nothing recognises the source.
     */
    PlanReport plan(AppName app, Source source, Caller caller);

    /**
     * The plan of a deployment of this source as the text of a {@code nua-config.toml} that says the same.
     *
     * @throws rocks.nua.api.NuaException CONFLICT when the folder has a manifest that this one would take the place of, REJECTED_BY_APP
     *     when nothing recognises the source
     */
    String manifest(Source source, Caller caller);
}

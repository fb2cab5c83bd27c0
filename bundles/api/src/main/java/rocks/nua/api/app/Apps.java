package rocks.nua.api.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.AppName;
import rocks.nua.api.Caller;
import rocks.nua.api.Domain;
import rocks.nua.api.LineSink;
import rocks.nua.api.Secret;

/**
 * The apps of the platform. Every call checks the caller's permission first and throws
 * {@link rocks.nua.api.NuaException}: DENIED, NOT_FOUND for an app that does not exist, UNAVAILABLE when the engine,
 * router or store does not answer. Thread-safe.
 */
@ProviderType
public interface Apps {
    /** Makes an app without a release; CONFLICT when the name is taken. A first deploy does this by itself. */
    AppStatus create(AppName app, Caller caller);

    /** All apps, sorted by name. */
    List<AppStatus> list(Caller caller);

    /** One app. */
    AppStatus get(AppName app, Caller caller);

    /** Runs the app's current release; fine when it runs already. Returns when it is healthy and routed. */
    AppStatus start(AppName app, Caller caller);

    /** Takes the app off the router, drains and stops its containers. */
    AppStatus stop(AppName app, Caller caller);

    /** Replaces the app's containers by new ones of the same release without losing a request. */
    AppStatus restart(AppName app, Caller caller);

    /**
     * Sets the number of containers by process name, 0 to 100 each; returns when the new ones serve.
     * BAD_REQUEST for a process the app does not have.
     */
    AppStatus scale(AppName app, Map<String, Integer> containers, Caller caller);

    /** Removes the app: routes, containers, images, network, volumes, logs, history. */
    void destroy(AppName app, Caller caller);

    /** The releases, newest first. */
    List<Release> releases(AppName app, Caller caller);

    /**
     * The bill of materials of a release: the packages in its image, as CycloneDX 1.6 in JSON. The same image gives the same text.
     *
     * @param release its number; 0: the current one
     */
    String sbom(AppName app, int release, Caller caller);

    /** The variables set by the owner. */
    Map<String, Secret> env(AppName app, Caller caller);

    /**
     * Sets and unsets variables, then deploys the current release with them where there is one.
     *
     * @return the deployment, or the empty list where there is no release yet
     */
    List<Deployment> changeEnv(AppName app, Map<String, Secret> set, Set<String> unset, Caller caller);

    /** The secrets that the app's builds get, and no container of it. */
    Map<String, Secret> buildSecrets(AppName app, Caller caller);

    /**
     * Sets and unsets secrets of the app's builds; the next build has them.
     *
     * @throws rocks.nua.api.NuaException BAD_REQUEST for a name that is none, and for a value that is too short to be masked or over 16 KB
     */
    void changeBuildSecrets(AppName app, Map<String, Secret> set, Set<String> unset, Caller caller);

    /** The app's domains, the default one first. */
    List<Domain> domains(AppName app, Caller caller);

    /** Routes one more domain to the app; CONFLICT when another app or the platform has it. Live on return. */
    void addDomain(AppName app, Domain domain, Caller caller);

    /** Stops routing a domain to the app; NOT_FOUND when it has it not, CONFLICT for the default one. */
    void removeDomain(AppName app, Domain domain, Caller caller);

    /**
     * The output of the app's containers in order of time, including those of earlier deployments, each line led by its
     * RFC 3339 time and container.
     *
     * @param since lines from then on
     * @param follow whether to go on with what comes, until the sink throws
     */
    void logs(AppName app, Instant since, boolean follow, LineSink to, Caller caller);

    /** Runs a command in a new container of the current release; returns its exit status. */
    int run(AppName app, List<String> command, InputStream in, OutputStream out, Duration limit, Caller caller);

    /** Runs a command in a running web container; returns its exit status; CONFLICT when none runs. */
    int exec(AppName app, List<String> command, InputStream in, OutputStream out, Duration limit, Caller caller);
}

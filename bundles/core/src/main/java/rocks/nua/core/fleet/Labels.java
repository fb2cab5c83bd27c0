package rocks.nua.core.fleet;

import java.util.Map;
import java.util.Optional;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.app.App;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.engine.Container;
import rocks.nua.api.engine.Image;
import rocks.nua.api.service.Service;
import rocks.nua.api.service.ServiceName;

/**
 * The labels and names by which the platform knows its own things on the engine.
 *
 * @param platform the platform's id, so that two platforms share one engine
 */
public record Labels(String platform) {
    static final String PLATFORM = "nua.platform";
    static final String APP = "nua.app";
    static final String SERVICE = "nua.service";
    static final String PROCESS = "nua.process";
    static final String RELEASE = "nua.release";
    /** The process that the router serves. */
    public static final String WEB = "web";

    /** Whatever belongs to this platform. */
    public Map<String, String> ofPlatform() {
        return Map.of(PLATFORM, platform);
    }

    /** Whatever belongs to an app. */
    public Map<String, String> of(AppName app) {
        return Map.of(PLATFORM, platform, APP, app.value());
    }

    /** Whatever belongs to a backing service. */
    public Map<String, String> of(ServiceName service) {
        return Map.of(PLATFORM, platform, SERVICE, service.value());
    }

    /** The container of a backing service, which is also the name of its own network and its volume. */
    public String container(Service service) {
        String first = "nua-" + platform + "-service-" + service.name();
        return service.instance() == 1 ? first : first + "." + service.instance();
    }

    /** The image of a kind of backing service. */
    public ImageRef image(String type, String version) {
        return new ImageRef("nua-" + platform + "/service-" + type + ":" + version);
    }

    /** A name for the image that a backing service has on trial. */
    public ImageRef next(Service service) {
        return image(service.type(), service.version() + "-next-" + service.name());
    }

    Map<String, String> of(AppName app, String process, int release) {
        return Map.of(PLATFORM, platform, APP, app.value(), PROCESS, process, RELEASE, String.valueOf(release));
    }

    String container(AppName app, String process, int release, int index) {
        return prefix(app) + process + "-r" + release + "-" + index;
    }

    /** A name for a container that lives for one command. */
    public String oneOff(AppName app, String purpose) {
        return prefix(app) + purpose + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** The app's own network. */
    public String network(AppName app) {
        return "nua-" + platform + "-" + app;
    }

    String volume(AppName app, String name) {
        return prefix(app) + name;
    }

    /** The name without tag of all images made for the app. */
    public String repository(AppName app) {
        return "nua-" + platform + "/" + app;
    }

    /** The tag of the image that a deployment makes. */
    public ImageRef tag(Deployment deployment) {
        return new ImageRef(repository(deployment.app()) + ":d" + deployment.id());
    }

    /** Whose caches the builds of an app use; one that is made later under the same name has others. */
    public String cacheScope(App app) {
        return prefix(app.name()) + app.createdAt().toEpochMilli();
    }

    private String prefix(AppName app) {
        return "nua-" + platform + "-" + app + "-";
    }

    /** Name of the container's app; empty: it has none. */
    public static String app(Container container) {
        return container.labels().getOrDefault(APP, "");
    }

    /** Name of the container's backing service; empty: it is of none. */
    public static String service(Container container) {
        return container.labels().getOrDefault(SERVICE, "");
    }

    /** Name of the image's app; empty: it is of none. */
    public static Optional<String> app(Image image) {
        return Optional.of(image.label(APP)).filter(app -> !app.isEmpty());
    }

    /** Name of the container's process; empty: it has none. */
    public static String process(Container container) {
        return container.labels().getOrDefault(PROCESS, "");
    }

    /** Number of the container's release; 0: it has none. */
    public static int release(Container container) {
        String text = container.labels().getOrDefault(RELEASE, "0");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}

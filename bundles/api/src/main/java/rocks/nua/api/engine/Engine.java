package rocks.nua.api.engine;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;

/**
 * Runs containers. Calls throw {@link rocks.nua.api.NuaException}: UNAVAILABLE when the engine does not answer or its disk is
 * full. Names and labels are the caller's; the engine adds nothing to names. Thread-safe.
 */
@ProviderType
public interface Engine {
    /** Name and version of the engine; UNAVAILABLE when it does not answer. */
    EngineInfo info();

    /**
     * Makes the image of a plan and gives it a tag; an unchanged plan and context give the same image.
     * Bootstraps the plan's base where it is missing. Secrets leave no trace in the image and are masked in the log.
     *
     * @throws rocks.nua.api.NuaException REJECTED_BY_APP when a step of the plan fails, with the step and its last lines, or when the
     *     build goes over its limits
     */
    Image build(BuildOrder order, LineSink log);

    /** Makes an image of the platform's own, without secrets. */
    default Image build(BuildPlan plan, SourceTree context, ImageRef tag, Map<String, String> labels, LineSink log) {
        return build(new BuildOrder(plan, context, tag, labels, "platform", Map.of()), log);
    }

    /** An image that is here; empty when it is not. Does not ask a registry. */
    Optional<Image> findImage(ImageRef image);

    /** The images here that carry all these labels. */
    List<Image> images(Map<String, String> labels);

    /** Removes an image; absent is fine, and one in use stays. */
    void removeImage(ImageRef image);

    /** Finds the container by name when it was made from the same wish, else (re)creates it; started on return. */
    Container ensure(ContainerSpec wish);

    /** All containers, running or not, that carry all these labels, by name: the truth about what runs. */
    List<Container> list(Map<String, String> labels);

    /**
     * Runs a container to its end and removes it; returns its exit status.
     *
     * @throws rocks.nua.api.NuaException REJECTED_BY_APP when the limit is over
     */
    int run(ContainerSpec wish, InputStream in, OutputStream out, Duration limit);

    /**
     * Reads the files of an image: makes the container, hands over the tar of its root, removes the container. Nothing of the
     * image runs. The reader's exceptions pass through; NOT_FOUND when the image is not here.
     */
    <T> T files(ContainerSpec wish, Function<InputStream, T> reader);

    /**
     * Runs a command in a running container; returns its exit status.
     *
     * @throws rocks.nua.api.NuaException NOT_FOUND when the container is gone, REJECTED_BY_APP when the limit is over
     */
    int exec(String container, List<String> command, InputStream in, OutputStream out, Duration limit);

    /**
     * The output of a container, each line led by its RFC 3339 time in UTC and a space; absent is empty.
     *
     * @param follow whether to go on until the container ends or the sink throws
     */
    void logs(String container, Instant since, boolean follow, LineSink to);

    /** What a container uses now; NOT_FOUND when it is gone. */
    Usage usage(String container);

    /** Asks a container to end, kills it after the grace, removes it; absent is fine. */
    void remove(String container, Duration grace);

    /**
     * Lets a container join one more network, made where it is missing and with these labels, where others find it under the alias;
     * fine when it is in.
     */
    void join(String container, String network, Map<String, String> labels, String alias);

    /** Takes a container out of a network that it joined; fine when it is not in. */
    void leave(String container, String network);

    /** Removes a network that no container uses; absent is fine. {@link #ensure} makes networks as they are needed. */
    void removeNetwork(String network);

    /** Removes a volume with its content; absent is fine. {@link #ensure} makes volumes as they are needed. */
    void removeVolume(String volume);

    /** The names of the volumes that carry all these labels. */
    List<String> volumes(Map<String, String> labels);

    /** The names of the networks that carry all these labels. */
    List<String> networks(Map<String, String> labels);
}

package rocks.nua.api.app;

import java.util.List;
import java.util.Map;

/**
 * What a source folder says of its app, from its manifest and the conventions. Empty texts, lists and maps mean
 * "not said": the builder's plan or the platform's default holds.
 *
 * @param metadata what the marketplace shows
 * @param build how the image is made
 * @param run how the container starts
 * @param env environment by name
 * @param ports ports by name; {@code web} is the one that the router serves
 * @param processes processes beside {@code web}
 * @param volumes folders that outlive a release
 * @param providers backing services that the app needs
 * @param health how the platform sees that the app is well
 * @param crons commands run by the clock
 * @param resources limits of each container
 */
public record AppSpec(
        Metadata metadata,
        Build build,
        Run run,
        Map<String, EnvValue> env,
        Map<String, Port> ports,
        List<Process> processes,
        List<Volume> volumes,
        List<Provider> providers,
        HealthCheck health,
        List<Cron> crons,
        Resources resources) {

    /** The spec of a folder without a manifest. */
    public static final AppSpec EMPTY = new AppSpec(
            Metadata.EMPTY,
            Build.EMPTY,
            Run.EMPTY,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            new HealthCheck.Conventional(),
            List.of(),
            Resources.DEFAULT);

    /** Copies lists and maps; the order of maps is kept where it matters by the reader of the manifest. */
    public AppSpec {
        env = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(env));
        ports = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(ports));
        processes = List.copyOf(processes);
        volumes = List.copyOf(volumes);
        providers = List.copyOf(providers);
        crons = List.copyOf(crons);
    }

    /**
     * {@code [metadata]}.
     *
     * @param id the package's id
     * @param version version of the packaged software
     * @param title short title
     * @param tagline one line
     * @param description long text
     * @param author author of the software
     * @param website its address
     * @param license its licence
     * @param tags words to find it by
     */
    public record Metadata(
            String id,
            String version,
            String title,
            String tagline,
            String description,
            String author,
            String website,
            String license,
            List<String> tags) {
        /** Nothing said. */
        public static final Metadata EMPTY = new Metadata("", "", "", "", "", "", "", "", List.of());

        /** Copies the list. */
        public Metadata {
            tags = List.copyOf(tags);
        }
    }

    /**
     * {@code [build]}.
     *
     * @param builder name of the builder; empty: the first that recognises the source
     * @param version of the language that it builds with, such as {@code 22}; empty: as the source or the builder says
     * @param packages Debian packages for the build only
     * @param commands replace the builder's own build steps
     * @param test commands run in the finished image; a failing one ends the deploy
     * @param baseImage an existing image to run as it is
     * @param project sub-folder that holds the source; empty: the folder itself
     * @param origin where the source is when it is not in the folder
     * @param pip what pip installs besides, each as pip takes it or a pattern of wheels in the folder, such as {@code *.whl}
     * @param dockerfile path of the Dockerfile in the source; empty: the usual names
     */
    public record Build(
            String builder,
            String version,
            List<String> packages,
            List<String> commands,
            List<String> test,
            String baseImage,
            String project,
            Origin origin,
            List<String> pip,
            String dockerfile) {
        /** Nothing said. */
        public static final Build EMPTY = new Build("", List.of(), List.of(), List.of(), "", "", Origin.NONE);

        /** Copies the lists. */
        public Build {
            packages = List.copyOf(packages);
            commands = List.copyOf(commands);
            test = List.copyOf(test);
            pip = List.copyOf(pip);
        }

        /** With a Dockerfile of a usual name, if any. */
        public Build(
                String builder,
                String version,
                List<String> packages,
                List<String> commands,
                List<String> test,
                String baseImage,
                String project,
                Origin origin,
                List<String> pip) {
            this(builder, version, packages, commands, test, baseImage, project, origin, pip, "");
        }

        /** Without a version and without packages for pip. */
        public Build(
                String builder,
                List<String> packages,
                List<String> commands,
                List<String> test,
                String baseImage,
                String project,
                Origin origin) {
            this(builder, "", packages, commands, test, baseImage, project, origin, List.of());
        }
    }

    /**
     * {@code src-url} or {@code git-url} of {@code [build]}: a source over which the manifest's own folder is laid.
     *
     * @param archive http or https address of a tar or zip; empty: none
     * @param sha256 of the archive in 64 lower-case hexadecimal digits; empty: any will do
     * @param git http, https or git address of a repository; empty where there is an archive
     * @param ref its branch or tag; empty: the default branch
     */
    public record Origin(String archive, String sha256, String git, String ref) {
        /** The folder has it all. */
        public static final Origin NONE = new Origin("", "", "", "");

        /** Whether the folder has it all. */
        public boolean none() {
            return archive.isEmpty() && git.isEmpty();
        }
    }

    /**
     * {@code [run]}.
     *
     * @param packages Debian packages in the running container
     * @param start shell commands of the app's author, run one after the other in the container; the last is the server
     * @param release shell commands run once in a container of the new release before the switch
     * @param postRun shell commands run in the first container of the new release once it is healthy
     * @param user name or number of the user in the container; empty: {@code nua}
     * @param templates whether the files of {@code nua/templates} are laid into the container before anything runs in it
     */
    public record Run(
            List<String> packages,
            List<String> start,
            List<String> release,
            List<String> postRun,
            String user,
            boolean templates) {
        /** Nothing said. */
        public static final Run EMPTY = new Run(List.of(), List.of(), List.of(), List.of(), "");

        /** Copies the lists. */
        public Run {
            packages = List.copyOf(packages);
            start = List.copyOf(start);
            release = List.copyOf(release);
            postRun = List.copyOf(postRun);
        }

        /** Without templates. */
        public Run(List<String> packages, List<String> start, List<String> release, List<String> postRun, String user) {
            this(packages, start, release, postRun, user, false);
        }
    }

    /** A value of {@code [env]}. */
    public sealed interface EnvValue {
        /**
         * A text, in which {@code {NAME}} stands for another variable.
         *
         * @param value the text
         */
        record Text(String value) implements EnvValue {}

        /**
         * A value of a volume or provider of the app.
         *
         * @param provider its name; empty: the app itself
         * @param key variable or property
         */
        record From(String provider, String key) implements EnvValue {}

        /**
         * A value drawn for the app.
         *
         * @param length characters, 1 to 4096
         * @param numeric whether it is a whole number instead of letters and digits
         * @param fresh whether each release gets another; else it is drawn once and kept
         * @param shown whether the app's owner is told, when it is drawn, how to see it
         */
        record Random(int length, boolean numeric, boolean fresh, boolean shown) implements EnvValue {
            /** Drawn once and kept. */
            public Random(int length, boolean numeric) {
                this(length, numeric, false, false);
            }
        }

        /**
         * A name drawn once for the app and kept, of lower-case letters, digits and underscores.
         *
         * @param prefix with which it begins
         */
        record Unique(String prefix) implements EnvValue {}

        /** The address by which the internet reaches this machine, as far as the machine knows it. */
        record ExternalIp() implements EnvValue {}
    }

    /**
     * {@code [port.NAME]}.
     *
     * @param container port inside the container, 1 to 65535
     */
    public record Port(int container) {}

    /**
     * {@code [[process]]}.
     *
     * @param name a lower-case word
     * @param start shell command of the app's author
     * @param scale containers, 0 or more
     */
    public record Process(String name, String start, int scale) {}

    /**
     * {@code [[volume]]}.
     *
     * @param name a lower-case word, unique in the app
     * @param target absolute folder in the container
     * @param exclusive whether two containers must never have it at once
     * @param memoryBytes size of a folder in memory that goes with its container; 0: it is kept
     */
    public record Volume(String name, String target, boolean exclusive, long memoryBytes) {
        /** One that is kept. */
        public Volume(String name, String target, boolean exclusive) {
            this(name, target, exclusive, 0);
        }

        /** Whether it outlives its container. */
        public boolean kept() {
            return memoryBytes == 0;
        }
    }

    /**
     * {@code [[provider]]}.
     *
     * @param name a lower-case word, unique in the app
     * @param type type of the backing service
     * @param version version or range; empty: the newest offered
     * @param shared whether a server that several apps have together will do; else the app gets its own
     */
    public record Provider(String name, String type, String version, boolean shared) {
        /** The app's own. */
        public Provider(String name, String type, String version) {
            this(name, type, version, false);
        }
    }

    /**
     * {@code [[cron]]}.
     *
     * @param name a lower-case word, unique in the app
     * @param schedule five fields of crontab(5)
     * @param command shell command of the app's author
     */
    public record Cron(String name, String schedule, String command) {}
}

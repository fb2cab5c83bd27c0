package rocks.nua.api.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.ImageRef;
import rocks.nua.api.RelativePath;

/** What to do, not how: the engine turns it into layers. Printable and diffable; a test compares it as text. */
public sealed interface BuildPlan {
    /** Why this plan was chosen, a sentence each. */
    List<String> because();

    /** Port on which the app listens; 0: the image says. */
    int port();

    /**
     * Debian packages and steps on a base, in {@code /app}; the result runs as user {@code nua}.
     *
     * @param base what it stands on
     * @param packages Debian packages for the steps only
     * @param steps in order, in the folder {@code /app}
     * @param caches folders kept between builds of the app, mounted during {@link Step.Run}
     * @param runPackages Debian packages in the result; also there during the steps
     * @param keep paths below {@code /app} which the result takes; empty: all
     * @param start arguments of the web process
     * @param port port it listens on; the variable {@code PORT} tells it
     * @param env environment in the result
     * @param because why
     */
    record Recipe(
            Base base,
            List<String> packages,
            List<Step> steps,
            List<CachePath> caches,
            List<String> runPackages,
            List<RelativePath> keep,
            List<String> start,
            int port,
            Map<String, String> env,
            List<String> because)
            implements BuildPlan {
        /** Copies; packages and environment are sorted, so that equal plans print equally. */
        public Recipe {
            packages = packages.stream().sorted().distinct().toList();
            runPackages = runPackages.stream().sorted().distinct().toList();
            steps = List.copyOf(steps);
            caches = List.copyOf(caches);
            keep = List.copyOf(keep);
            start = List.copyOf(start);
            env = java.util.Collections.unmodifiableMap(new TreeMap<>(env));
            because = List.copyOf(because);
        }
    }

    /**
     * The source's own Dockerfile.
     *
     * @param path of the Dockerfile in the source
     * @param port port that the app listens on; 0: the one it exposes
     * @param because why
     */
    record Dockerfile(RelativePath path, int port, List<String> because) implements BuildPlan {
        /** Copies. */
        public Dockerfile {
            because = List.copyOf(because);
        }
    }

    /**
     * An image that exists, here or in a registry.
     *
     * @param image which
     * @param port port that the app listens on; 0: the one it exposes
     * @param because why
     */
    record Prebuilt(ImageRef image, int port, List<String> because) implements BuildPlan {
        /** Copies. */
        public Prebuilt {
            because = List.copyOf(because);
        }
    }

    /** What a recipe stands on: a minimal Debian that the platform bootstraps itself. */
    enum Base {
        /** Debian 13, trixie. */
        DEBIAN_13("Debian 13", "trixie"),
        /** Debian 12, bookworm. */
        DEBIAN_12("Debian 12", "bookworm");

        private final String title;
        private final String suite;

        Base(String title, String suite) {
            this.title = title;
            this.suite = suite;
        }

        /** Its name for people, such as {@code Debian 13}. */
        public String title() {
            return title;
        }

        /** The suite's code name in Debian's archive. */
        public String suite() {
            return suite;
        }
    }

    /** One step of a recipe, in {@code /app}. */
    sealed interface Step {
        /**
         * Copies from the source; what changes seldom is copied first, so that what follows it is reused.
         *
         * @param paths files and folders; empty: everything
         */
        record Copy(List<RelativePath> paths) implements Step {
            /** Copies. */
            public Copy {
                paths = List.copyOf(paths);
            }
        }

        /**
         * Writes a file that the builder brings, such as a server's configuration.
         *
         * @param path absolute path in the image
         * @param text content
         */
        record Write(String path, String text) implements Step {
            /**
             * Writes a text file (UTF-8) that lies beside a class in its bundle.
             *
             * @throws IllegalStateException when the bundle lacks it
             */
            public static Write of(String path, Class<?> beside, String name) {
                try (InputStream in = beside.getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IllegalStateException("The bundle lacks " + name);
                    }
                    return new Write(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        /**
         * Makes a symbolic link.
         *
         * @param path absolute path in the image
         * @param target what it leads to
         */
        record Link(String path, String target) implements Step {}

        /**
         * Runs a command; one text in a list of one is a shell command of the app's author.
         *
         * @param arguments program and arguments
         */
        record Run(List<String> arguments) implements Step {
            /** Copies. */
            public Run {
                arguments = List.copyOf(arguments);
            }

            /** A command with its arguments. */
            public static Run of(String... arguments) {
                return new Run(List.of(arguments));
            }

            /** A shell command of the app's author, as it stands in the source. */
            public static Run shell(String command) {
                return new Run(List.of("/bin/sh", "-c", command));
            }
        }
    }

    /**
     * A folder that is kept between the builds of one app and never part of the image.
     *
     * @param path absolute path during the build
     */
    record CachePath(String path) {}
}

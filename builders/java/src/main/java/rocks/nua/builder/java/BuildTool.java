package rocks.nua.builder.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.build.SourceTree;

/**
 * What makes the jar.
 *
 * @param file the file that describes the build
 * @param command program and arguments
 * @param packages Debian packages that it needs
 * @param cache folder that it keeps between builds
 * @param output folder of each module where it puts jars
 * @param war whether it makes a war that cannot run by itself
 * @param because why
 */
record BuildTool(
        String file,
        List<String> command,
        List<String> packages,
        String cache,
        String output,
        boolean war,
        String because) {
    /** Folder below {@code /app} with what runs. */
    static final String RESULT = ".nua";
    /** What describes the modules of a build by Maven. */
    static final String MODULES = "*/pom.xml";

    private static final Pattern WAR = Pattern.compile(
            "(?m)^\\s*(?:war|`war`|id\\s*\\(?\\s*['\"]war['\"]\\s*\\)?|apply plugin:\\s*['\"]war['\"])\\s*$");
    private static final String GRADLE_VERSION = "gradle/wrapper/gradle-wrapper.properties";
    private static final String SCRIPT = "/app/" + RESULT + "/take";
    // Takes the executable jar of the modules and the folders beside it that its class path can name.
    private static final String TAKE =
            """
            out=$1; cd .nua
            for jar in ../"$out"/quarkus-app/quarkus-run.jar ../"$out"/*.[jw]ar ../*/"$out"/quarkus-app/quarkus-run.jar ../*/"$out"/*.[jw]ar; do
              case $jar in *-sources.jar|*-javadoc.jar|*-tests.jar|*-plain.?ar|*/original-*) continue ;; esac
              [ -f "$jar" ] && unzip -p "$jar" META-INF/MANIFEST.MF 2>/dev/null | grep -q ^Main-Class: || continue
              cp "$jar" app.jar
              for beside in lib libs dependency app quarkus; do [ ! -d "${jar%/*}/$beside" ] || cp -R "${jar%/*}/$beside" .; done
              echo "Takes ${jar#../}"; exit 0
            done
            echo "No executable jar was made in $out: let the build write Main-Class into its manifest." >&2; exit 1
            """;

    private static final String MAVEN_SCRIPT = "/app/" + RESULT + "/maven";
    // A build is over before the slower compiler of the JVM and a collector for large heaps pay: this takes a third
    // less time.
    private static final String MAVEN =
            """
            [ -f .mvn/jvm.config ] || export MAVEN_OPTS="${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms128m}"
            exec "$@"
            """;

    private static final String GRADLE_SCRIPT = "/app/" + RESULT + "/gradle";
    // Where the wrapper gets no Gradle it prints nothing but a long trace.
    private static final String GRADLE =
            """
            sh ./gradlew "$@" && exit 0
            status=$?
            address=$(sed -n 's/^distributionUrl *= *//p' %s | tr -d '\\\\\\r')
            file=${address##*/}
            ls /home/nua/.gradle/wrapper/dists/"${file%%.zip}"/*/"$file.ok" >/dev/null 2>&1 ||
              echo "Gradle's wrapper did not get $address: let distributionUrl in gradle-wrapper.properties name what this machine reaches." >&2
            exit $status
            """
                    .formatted(GRADLE_VERSION);

    /** @throws NuaException REJECTED_BY_APP when it cannot be built here */
    static Optional<BuildTool> of(SourceTree source) {
        return source.read("pom.xml").map(pom -> maven(pom, source)).or(() -> Stream.of(
                        "build.gradle", "build.gradle.kts")
                .filter(source::has)
                .findFirst()
                .map(file -> gradle(file, source)));
    }

    private static BuildTool maven(String pom, SourceTree source) {
        if (!pom.contains("<project")) {
            throw NuaException.rejected("pom.xml is no Maven project: its first element must be <project>.");
        }
        // the wrapper finds its folder by what stands before the last slash of its name
        boolean wrapper = source.has("mvnw") && source.has(".mvn/wrapper/maven-wrapper.properties");
        return new BuildTool(
                "pom.xml",
                Stream.of(
                                List.of("/bin/sh", MAVEN_SCRIPT),
                                wrapper ? List.of("sh", "./mvnw") : List.of("mvn"),
                                List.of("-B", "-ntp", "-DskipTests", "package"))
                        .flatMap(List::stream)
                        .toList(),
                wrapper ? List.of("curl", "unzip") : List.of("maven", "unzip"),
                "/home/nua/.m2",
                "target",
                war(pom, source),
                wrapper ? "the folder has a pom.xml and Maven's wrapper" : "the folder has a pom.xml");
    }

    /** Spring Boot makes wars that run by themselves. */
    private static boolean war(String pom, SourceTree source) {
        List<String> poms = Stream.concat(
                        Stream.of(pom),
                        source.files(MODULES).stream().flatMap(file -> source.read(file.value()).stream()))
                .toList();
        return poms.stream().anyMatch(one -> one.contains("<packaging>war</packaging>"))
                && poms.stream().noneMatch(one -> one.contains("spring-boot-maven-plugin"));
    }

    private static BuildTool gradle(String file, SourceTree source) {
        if (!Stream.of("gradlew", "gradle/wrapper/gradle-wrapper.jar", GRADLE_VERSION)
                .allMatch(source::has)) {
            throw NuaException.rejected(file + " has no Gradle wrapper beside it: run 'gradle wrapper' and keep gradlew"
                    + " and the folder gradle with the source.");
        }
        return new BuildTool(
                file,
                List.of("/bin/sh", GRADLE_SCRIPT, "--no-daemon", "--console=plain", "assemble"),
                List.of("unzip"),
                "/home/nua/.gradle",
                "build/libs",
                source.read(file)
                        .filter(text -> WAR.matcher(text).find() && !text.contains("org.springframework.boot"))
                        .isPresent(),
                "the folder has a " + file + " and Gradle's wrapper");
    }

    /** Scripts of its commands, so that a build that fails shows a short one. */
    List<Step> scripts() {
        var scripts = new ArrayList<Step>();
        scripts.add(
                command.contains(GRADLE_SCRIPT)
                        ? new Step.Write(GRADLE_SCRIPT, GRADLE)
                        : new Step.Write(MAVEN_SCRIPT, MAVEN));
        if (!war) {
            scripts.add(new Step.Write(SCRIPT, TAKE));
        }
        return scripts;
    }

    Step result() {
        return Step.Run.of("/bin/sh", SCRIPT, output);
    }
}

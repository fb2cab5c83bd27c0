package rocks.nua.builder.java;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;

/**
 * The release of Java that builds and runs the app.
 *
 * @param number 17, 21 or 25
 * @param asked the release that the build asks for; 0: none
 * @param because why
 */
record JavaRelease(int number, int asked, String because) {
    private static final String RELEASE = "\\s*(?:1\\.)?([0-9]{1,3})(?:\\.[0-9.]+)?\\s*";
    private static final List<Pattern> MAVEN = Stream.of(
                    "maven.compiler.release",
                    "java.version",
                    "maven.compiler.target",
                    "maven.compiler.source",
                    "release")
            .map(name -> Pattern.compile("<" + Pattern.quote(name) + ">" + RELEASE + "</"))
            .toList();
    private static final List<Pattern> GRADLE = List.of(
            Pattern.compile("(?:JavaLanguageVersion\\.of|jvmToolchain)\\(" + RELEASE + "\\)"),
            Pattern.compile("(?:source|target)Compatibility\\s*=?\\s*(?:JavaVersion\\.VERSION_(?:1_)?|JavaVersion"
                    + "\\.toVersion\\()?['\"]?" + RELEASE));
    private static final Pattern SYSTEM = Pattern.compile("(?m)^\\s*java\\.runtime\\.version\\s*=" + RELEASE);

    /** @throws NuaException REJECTED_BY_APP when it asks for a release that is not there */
    static JavaRelease of(BuildTool tool, SourceTree source) {
        String text = source.read(tool.file()).orElse("");
        List<Pattern> patterns = tool.file().equals("pom.xml") ? MAVEN : GRADLE;
        Stream<JavaRelease> ofModules = source.files(BuildTool.MODULES).stream()
                .flatMap(file -> said(file.value(), source.read(file.value()).orElse(""), MAVEN));
        return Stream.of(
                        said(
                                "system.properties",
                                source.read("system.properties").orElse(""),
                                List.of(SYSTEM)),
                        said(tool.file(), text, patterns),
                        tool.file().equals("pom.xml") ? ofModules : Stream.<JavaRelease>empty())
                .flatMap(said -> said)
                .findFirst()
                .orElse(new JavaRelease(21, 0, "Java 21 comes from Debian 13; the build does not ask for another"));
    }

    static JavaRelease ofJar(String builtWith) {
        return builtWith.matches("[0-9]{1,3}")
                ? choose("the jar", Integer.parseInt(builtWith))
                : new JavaRelease(21, 0, "Java 21 comes from Debian 13; the jar does not ask for another");
    }

    BuildPlan.Base base() {
        return number == 17 ? BuildPlan.Base.DEBIAN_12 : BuildPlan.Base.DEBIAN_13;
    }

    String developmentKit() {
        return "openjdk-" + number + "-jdk-headless";
    }

    String runtime() {
        return "openjdk-" + number + "-jre-headless";
    }

    /** Debian 12's Maven compiles with a plugin that does not know maven.compiler.release. */
    Stream<String> compilerFlags() {
        return number == 17 && asked != 0
                ? Stream.of("-Dmaven.compiler.source=" + asked, "-Dmaven.compiler.target=" + asked)
                : Stream.empty();
    }

    private static Stream<JavaRelease> said(String file, String text, List<Pattern> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(found -> choose(file, Integer.parseInt(found.group(1))));
    }

    private static JavaRelease choose(String file, int wanted) {
        int number = Stream.of(17, 21, 25)
                .filter(one -> one >= wanted)
                .findFirst()
                .orElseThrow(() -> NuaException.rejected(file + " asks for Java " + wanted
                        + ", but there are only 17, 21 and 25: ask for one of them."));
        return new JavaRelease(
                number,
                wanted,
                "Java " + number + " comes from Debian " + (number == 17 ? 12 : 13) + ", as " + file + " asks for "
                        + wanted);
    }
}

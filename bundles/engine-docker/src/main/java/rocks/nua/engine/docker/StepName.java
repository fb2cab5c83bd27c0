package rocks.nua.engine.docker;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** BuildKit's name of a build step as its author would write it: {@code [build 2/4] npm ci}. */
final class StepName {
    private static final Pattern MOUNT = Pattern.compile(" --(?:mount|chown|from)=\\S+");
    /** A command that is a list of words, as those of recipes are. BuildKit tells the words as they are, quotes in them too. */
    private static final Pattern RUN = Pattern.compile("(?s)(\\[[^\\]]*\\] )RUN \\[\"([^\"\\s]+(?:\",\".*)?)\"\\]");

    private static final String BETWEEN = "\",\"";

    private static final Pattern COPY = Pattern.compile("(\\[.*?\\] )COPY \\[(?:" + RecipeDockerfile.SOURCE
            + "/[^,]*,\\s*|(?=" + RecipeDockerfile.OWN + "/files/))(.*)\\]");
    private static final Pattern WRITE = Pattern.compile(RecipeDockerfile.OWN + "/files/\\d+/([^,]*),\\s*");
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private StepName() {}

    static String of(String raw) {
        String name = MOUNT.matcher(raw).replaceAll("");
        Matcher run = RUN.matcher(name);
        Matcher copy = COPY.matcher(name);
        if (run.matches()) {
            return run.group(1) + command(List.of(run.group(2).split(BETWEEN)));
        }
        return copy.matches()
                ? copy.group(1) + "COPY " + WRITE.matcher(copy.group(2)).replaceAll("$1 ")
                : name;
    }

    private static String command(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        if (starts(words, RecipeDockerfile.INSTALL)) {
            return "apt-get install " + joined(words.stream().skip(RecipeDockerfile.INSTALL.size()));
        }
        if (starts(words, RecipeDockerfile.WITH_SECRETS)) {
            return command(words.subList(RecipeDockerfile.WITH_SECRETS.size(), words.size()));
        }
        if (starts(words, SHELL)) {
            return String.join(BETWEEN, words.subList(SHELL.size(), words.size()))
                    .strip();
        }
        return words.get(0).equals("env")
                ? command(words.stream()
                        .skip(1)
                        .dropWhile(word -> word.matches("\\w+=.*"))
                        .toList())
                : joined(words.stream());
    }

    private static boolean starts(List<String> words, List<String> first) {
        return words.size() > first.size() && words.subList(0, first.size()).equals(first);
    }

    private static String joined(Stream<String> words) {
        return words.map(word -> word.matches("[^\\s'\"]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }
}

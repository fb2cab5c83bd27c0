package rocks.nua.engine.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import rocks.nua.api.RelativePath;

/** What {@code .dockerignore} leaves out of a context; the last pattern that matches a path or a folder above it decides. */
record DockerIgnore(List<Rule> rules, List<String> always) implements Predicate<String> {

    /** One line of the file. */
    record Rule(Pattern pattern, boolean excludes) {
        static Rule of(String line) {
            boolean excludes = !line.startsWith("!");
            String glob = (excludes ? line : line.substring(1)).strip().replaceAll("^(\\./|/)+|/+$", "");
            return new Rule(Pattern.compile(regex(glob) + "(?:/.*)?"), excludes);
        }

        private static String regex(String glob) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < glob.length(); i++) {
                char c = glob.charAt(i);
                if (glob.startsWith("**/", i)) {
                    regex.append("(?:.*/)?");
                    i += 2;
                } else if (glob.startsWith("**", i)) {
                    regex.append(".*");
                    i++;
                } else if (c == '*') {
                    regex.append("[^/]*");
                } else if (c == '?') {
                    regex.append("[^/]");
                } else {
                    regex.append(Pattern.quote(String.valueOf(c)));
                }
            }
            return regex.toString();
        }
    }

    static DockerIgnore of(Path source, RelativePath dockerfile) {
        Path own = source.resolve(dockerfile.value() + ".dockerignore");
        Path file = Files.isRegularFile(own) ? own : source.resolve(".dockerignore");
        List<String> always = List.of(dockerfile.value(), ".dockerignore");
        if (!Files.isRegularFile(file)) {
            return new DockerIgnore(List.of(), always);
        }
        try (var lines = Files.lines(file)) {
            return of(lines.toList(), always);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DockerIgnore of(List<String> lines, List<String> always) {
        return new DockerIgnore(
                lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("!"))
                        .map(Rule::of)
                        .toList(),
                always);
    }

    @Override
    public boolean test(String path) {
        boolean left = false;
        for (Rule rule : rules) {
            if (rule.pattern().matcher(path).matches()) {
                left = rule.excludes();
            }
        }
        return left && always.stream().noneMatch(file -> file.equals(path) || file.startsWith(path + "/"));
    }
}

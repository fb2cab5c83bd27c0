package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.app.AppSpec;

/** A Procfile: names of processes and how they start. It speaks where the manifest is silent. */
record Procfile(Map<String, String> commands) {
    static final String FILE = "Procfile";
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,31})\\s*:\\s*(\\S.*)");

    /** @throws rocks.nua.api.NuaException REJECTED_BY_APP with the line that is none of a Procfile */
    static Procfile parse(String text) {
        Map<String, String> commands = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = LINE.matcher(line);
            if (!entry.matches()) {
                throw new Place(FILE, number, 1)
                        .reject("a line must be a name, a colon and a command. Write web: node server.js.");
            }
            commands.put(Section.plain(entry.group(1)), entry.group(2));
        }
        return new Procfile(commands);
    }

    AppSpec spec() {
        var run = new AppSpec.Run(List.of(), command("web"), command("release"), List.of(), "");
        return Merged.spec(AppSpec.Metadata.EMPTY, AppSpec.Build.EMPTY, run, Map.of(), processes(), List.of());
    }

    private List<String> command(String name) {
        return Optional.ofNullable(commands.get(name)).map(List::of).orElse(List.of());
    }

    private List<AppSpec.Process> processes() {
        return commands.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("web") && !entry.getKey().equals("release"))
                .map(entry -> new AppSpec.Process(entry.getKey(), entry.getValue(), 1))
                .toList();
    }
}

package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    AppSpec addTo(AppSpec spec) {
        AppSpec.Run run = spec.run();
        var merged = new AppSpec.Run(run.packages(), or(run.start(), "web"), or(run.release(), "release"), run.user());
        return new AppSpec(
                spec.metadata(),
                spec.build(),
                merged,
                spec.env(),
                spec.ports(),
                spec.processes().isEmpty() ? processes() : spec.processes(),
                spec.volumes(),
                spec.providers(),
                spec.health(),
                spec.crons(),
                spec.resources());
    }

    private List<String> or(List<String> said, String name) {
        String command = commands.get(name);
        return said.isEmpty() && command != null ? List.of(command) : said;
    }

    private List<AppSpec.Process> processes() {
        return commands.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("web") && !entry.getKey().equals("release"))
                .map(entry -> new AppSpec.Process(entry.getKey(), entry.getValue(), 1))
                .toList();
    }
}

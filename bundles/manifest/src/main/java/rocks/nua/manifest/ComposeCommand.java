package rocks.nua.manifest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a Compose service starts, as a line for the shell in the container. */
final class ComposeCommand {
    private ComposeCommand() {}

    /** Empty: the image says it. */
    static String read(Section service) {
        String line = Stream.of("entrypoint", "command")
                .map(key -> line(service.commands(key)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        String folder = service.text("working-dir");
        if (folder.isEmpty()) {
            return line;
        }
        if (line.isEmpty()) {
            service.warn("working-dir", "has no effect without a command.");
            return "";
        }
        return "cd " + quoted(folder) + " && " + line;
    }

    /** One text is a line already, several are the arguments of one command. */
    static String line(List<String> arguments) {
        return arguments.size() == 1
                ? arguments.get(0)
                : arguments.stream().map(ComposeCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}

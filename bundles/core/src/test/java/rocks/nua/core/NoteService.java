package rocks.nua.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.service.BackingService;

/** A kind of service whose commands are one word and whose it is; {@link Notes} does what they say. */
final class NoteService implements BackingService {
    @Override
    public List<Version> versions() {
        return List.of(version("2"), version("1"));
    }

    private static Version version(String number) {
        var recipe = new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                List.of(),
                List.of(),
                List.of(),
                List.of("note-" + number),
                List.of(),
                List.of("note"),
                7000,
                Map.of(),
                List.of());
        return new Version(number, recipe, "/data");
    }

    @Override
    public boolean rotates() {
        return true;
    }

    @Override
    public Command ready() {
        return new Command(List.of("ready"), "");
    }

    @Override
    public Command bind(Credentials app) {
        return new Command(List.of("bind", app.user()), app.password().reveal());
    }

    @Override
    public Command unbind(Credentials app) {
        return new Command(List.of("unbind", app.user()), "");
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("dump", app.database()), "");
    }

    @Override
    public Command restore(Credentials app) {
        return new Command(List.of("restore", app.database()), "");
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(new Command(List.of("fingerprint", app.database()), ""));
    }

    @Override
    public Optional<Command> console(Credentials app) {
        return Optional.of(
                new Command(List.of("console", app.user()), app.password().reveal() + "\n"));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(new Command(List.of("facts"), ""));
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        return Map.of(
                "NOTE_URL",
                        new Secret("note://" + app.user() + ":" + app.password().reveal() + "@" + app.host()),
                "NOTE_USER", new Secret(app.user()));
    }
}

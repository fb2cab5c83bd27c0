package rocks.nua.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.AppSpec.EnvValue;

/** Providers of type {@code sqlite}: no service, but a volume of the app and two variables that name the file in it. */
record SqliteProvider(List<AppSpec.Provider> providers) {
    private static final String TYPE = "sqlite";
    private static final String FOLDER = "/nua/app/sqlite";

    /** Those that are services. */
    List<AppSpec.Provider> others() {
        return providers.stream()
                .filter(provider -> !provider.type().equals(TYPE))
                .toList();
    }

    /** The app's volumes and theirs. */
    List<AppSpec.Volume> volumes(List<AppSpec.Volume> own) {
        return Stream.concat(
                        own.stream(),
                        sqlite().limit(1)
                                .map(provider -> new AppSpec.Volume(
                                        ServicesReader.word(provider.name() + "-data", FOLDER), FOLDER, false)))
                .toList();
    }

    /** The environment, in which what is asked of them is answered. */
    Map<String, EnvValue> env(Map<String, EnvValue> env) {
        Map<String, EnvValue> answered = new LinkedHashMap<>(env);
        answered.replaceAll((name, value) -> value instanceof EnvValue.From from
                        && sqlite().anyMatch(provider -> provider.name().equals(from.provider()))
                ? answer(from)
                : value);
        return answered;
    }

    private static EnvValue answer(EnvValue.From from) {
        return switch (from.key()) {
            case "SQLITE_DIR" -> new EnvValue.Text(FOLDER);
            case "SQLITE_DB" -> new EnvValue.Unique("db");
            default -> from;
        };
    }

    private Stream<AppSpec.Provider> sqlite() {
        return providers.stream().filter(provider -> provider.type().equals(TYPE));
    }
}

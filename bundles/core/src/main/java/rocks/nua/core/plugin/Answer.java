package rocks.nua.core.plugin;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.backup.BackupStore;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.service.BackingService;

/** Looks through what a plugin returned, on the plugin's own time. */
final class Answer {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern BACKUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*+");

    private Answer() {}

    /** The same with its lists and maps copied; throws where something in it is null or cannot be meant. */
    static Object sound(Object value) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            List<?> copy = List.copyOf(list);
            for (Object one : copy) {
                sound(one);
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<?, ?> copy = Map.copyOf(map);
            sound(List.copyOf(copy.values()));
            return copy;
        }
        if (value instanceof Optional<?> maybe && maybe.isPresent()) {
            sound(maybe.get());
        } else if (value instanceof Record record) {
            soundRecord(record);
        }
        require(value != null, "null");
        return value;
    }

    private static void soundRecord(Record record) throws ReflectiveOperationException {
        if (record.getClass().getName().startsWith("rocks.nua.api.")) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object part = component.getAccessor().invoke(record);
                require(part != null, "a " + record.getClass().getSimpleName() + " without " + component.getName());
                sound(part);
            }
        }
        if (record instanceof BuildPlan plan) {
            require(plan.port() >= 0 && plan.port() <= HIGHEST_PORT, "port " + plan.port());
        }
        if (record instanceof BuildPlan.Recipe recipe) {
            require(!recipe.start().isEmpty(), "a recipe without a start command");
        } else if (record instanceof BackingService.Command command) {
            require(!command.arguments().isEmpty(), "a command without a program");
        } else if (record instanceof BackingService.Version version) {
            require(version.number().matches("[0-9]+(\\.[0-9]+)*"), "version '" + version.number() + "'");
            require(version.dataFolder().startsWith("/"), "data folder '" + version.dataFolder() + "'");
        } else if (record instanceof BackupStore.Backup backup) {
            require(BACKUP.matcher(backup.name()).matches(), "name '" + NuaException.excerpt(backup.name()) + "'");
            require(backup.bytes() >= 0, "size " + backup.bytes());
        }
    }

    private static void require(boolean meant, String what) {
        if (!meant) {
            throw new Nonsense(what);
        }
    }

    /** Something that cannot be meant. */
    static final class Nonsense extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Nonsense(String what) {
            super(what);
        }
    }
}

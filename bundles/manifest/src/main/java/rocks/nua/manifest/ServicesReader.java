package rocks.nua.manifest;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;

/** Reads volumes, processes and crons: lists of tables. */
final class ServicesReader {
    private static final CronParser CRONTAB =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** Bytes of a folder in memory, unless said. */
    static final long MEMORY = 64L << 20;

    private ServicesReader() {}

    static List<AppSpec.Volume> volumes(Section root) {
        List<AppSpec.Volume> volumes = new ArrayList<>();
        for (Section section : root.tables("volume", "volumes")) {
            String target = target(section);
            String type = section.text("type").toLowerCase(Locale.ROOT);
            String name = section.text("name", "prefix", "source");
            boolean exclusive = section.truth("exclusive", false);
            long memory = memory(section.table("options", "option"), type);
            if (!Set.of("", "docker", "local").contains(section.text("driver"))) {
                section.warn("driver", "has no effect: the platform keeps the volume itself.");
            }
            section.notYet("backup");
            section.end();
            switch (type) {
                case "", "managed", "volume" -> volumes.add(new AppSpec.Volume(word(name, target), target, exclusive));
                case "directory", "bind" -> {
                    section.warn("type", "names a folder of the machine; the app gets a volume of its own instead.");
                    volumes.add(new AppSpec.Volume(word(name, target), target, exclusive));
                }
                case "tmpfs" -> volumes.add(new AppSpec.Volume(word(name, target), target, false, memory));
                default -> throw section.reject("type", "must be \"managed\", \"directory\" or \"tmpfs\".");
            }
        }
        unique(root, "volume", volumes.stream().map(AppSpec.Volume::name).toList());
        return volumes;
    }

    /** The size of a folder in memory. */
    private static long memory(Section options, String type) {
        long size = options.bytes("tmpfs-size").orElse(MEMORY);
        if (type.equals("tmpfs")) {
            options.known("tmpfs-mode");
        } else {
            options.without("has no effect: the volume has no type = \"tmpfs\".", "tmpfs-size", "tmpfs-mode");
        }
        options.others("has no effect: the platform keeps the volume itself.");
        return size;
    }

    private static String target(Section section) {
        String target = section.text("target", "dest", "destination");
        if (target.isEmpty()) {
            throw section.place().reject("the volume has no target. Write target = \"/data\".");
        }
        if (!target.matches("/[^\\p{Cntrl}:,]+") || List.of(target.split("/")).contains("..")) {
            throw section.reject("target", "must be an absolute folder without '..', ':' and ','. Write \"/data\".");
        }
        return target;
    }

    /** A name fit for an engine, from what was said or else from the folder. */
    static String word(String name, String target) {
        String word = (name.isEmpty() ? target : name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_.-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return word.isEmpty() ? "data" : word.substring(0, Math.min(word.length(), 64));
    }

    static List<AppSpec.Process> processes(Section root) {
        List<AppSpec.Process> processes = new ArrayList<>();
        for (Section section : root.tables("process")) {
            String name = name(section);
            String start = required(section, "start", "node worker.js");
            if (name.equals("web")) {
                throw section.reject("name", "must not be \"web\": that one is started by start in [run].");
            }
            processes.add(new AppSpec.Process(
                    name, start, section.number("scale", 0, 1000).orElse(1)));
            section.end();
        }
        unique(root, "process", processes.stream().map(AppSpec.Process::name).toList());
        return processes;
    }

    static List<AppSpec.Cron> crons(Section root) {
        List<AppSpec.Cron> crons = new ArrayList<>();
        for (Section section : root.tables("cron")) {
            String schedule = schedule(section);
            crons.add(new AppSpec.Cron(name(section), schedule, required(section, "command", "./tidy")));
            section.end();
        }
        unique(root, "cron", crons.stream().map(AppSpec.Cron::name).toList());
        return crons;
    }

    private static String schedule(Section section) {
        String schedule = required(section, "schedule", "0 3 * * *").strip();
        if (!schedule.matches("(?:[0-9*/,A-Za-z-]+\\s+){4}[0-9*/,A-Za-z-]+")) {
            throw section.reject("schedule", "must have five fields. Write schedule = \"0 3 * * *\".");
        }
        try {
            ExecutionTime times = ExecutionTime.forCron(CRONTAB.parse(schedule));
            if (times.nextExecution(ZonedDateTime.now(ZoneOffset.UTC)).isEmpty()) {
                throw section.reject("schedule", "names a day that never comes. Write schedule = \"0 3 * * *\".");
            }
            return schedule;
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
            throw section.reject(
                    "schedule", "is no schedule (" + NuaException.excerpt(why) + "). Write schedule = \"0 3 * * *\".");
        }
    }

    private static String name(Section section) {
        String name = required(section, "name", "worker");
        if (!name.matches("[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?")) {
            throw section.reject(
                    "name", "must be 1 to 32 lower-case letters, digits and hyphens. Write name = \"worker\".");
        }
        return name;
    }

    private static String required(Section section, String key, String example) {
        String text = section.text(key);
        if (text.isBlank()) {
            throw section.place().reject("the entry has no " + key + ". Write " + key + " = \"" + example + "\".");
        }
        return text;
    }

    static void unique(Section root, String key, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw root.reject(key, "has the name '" + name + "' twice. Give each its own.");
            }
        }
    }
}

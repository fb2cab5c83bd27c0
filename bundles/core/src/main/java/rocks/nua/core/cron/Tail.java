package rocks.nua.core.cron;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import rocks.nua.api.LineSink;

/** The last lines that were written, each led by its time, however much it was. For one thread. */
final class Tail implements LineSink {
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;

    @Override
    public void line(String text) {
        String line = Instant.now() + " " + text;
        lines.add(line);
        characters += line.length();
        while (characters > MOST_CHARACTERS && lines.size() > 1) {
            characters -= lines.remove().length();
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}

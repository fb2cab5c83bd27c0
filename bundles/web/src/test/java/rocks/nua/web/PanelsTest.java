package rocks.nua.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;
import rocks.nua.api.extension.Gates;
import rocks.nua.api.extension.Panel;

class PanelsTest {
    private final OpenGates gates = new OpenGates();
    private final Panels panels = new Panels(gates);

    private void add(Panel panel, String name) {
        panels.addPanel(panel, Map.of("nua.plugin.name", name));
    }

    @Test
    void theyAreListedByTitleWhileTheyAreHere() {
        Panel greeting = new Greeting("Greetings");
        add(greeting, "greeting");
        add(new Greeting("A first one"), "zebra");
        assertEquals(
                List.of(new Panels.Info("zebra", "A first one"), new Panels.Info("greeting", "Greetings")),
                panels.list());
        assertEquals(Optional.of(Greeting.class), panels.find("greeting"));
        panels.removePanel(greeting);
        assertEquals(List.of(new Panels.Info("zebra", "A first one")), panels.list());
        assertTrue(panels.find("greeting").isEmpty());
    }

    @Test
    void eachIsCalledThroughOneGateUntilItGoes() {
        Panel fine = new Greeting("Fine");
        Panel nameless = new Greeting("");
        add(fine, "fine");
        add(nameless, "nameless");
        assertEquals(2, gates.open);
        panels.removePanel(fine);
        panels.removePanel(nameless);
        assertEquals(0, gates.open);
    }

    @Test
    void oneAtFaultIsNotShown() {
        add(new Greeting("x".repeat(41)), "long");
        add(new Greeting(" "), "empty");
        add(new Greeting("two\nlines"), "lines");
        add(new Greeting("Elsewhere"), "../ui");
        add(
                () -> {
                    throw new IllegalStateException("broken");
                },
                "broken");
        assertEquals(List.of(), panels.list());
    }

    @Test
    void theFirstKeepsItsName() {
        Panel second = new Greeting("Second");
        add(new Greeting("First"), "greeting");
        add(second, "greeting");
        panels.removePanel(second);
        assertEquals(List.of(new Panels.Info("greeting", "First")), panels.list());
    }

    /** Gates that call at once. */
    static final class OpenGates implements Gates {
        private int open;

        @Override
        public Gate open(Object contribution, String title) {
            open++;
            return new Gate() {
                @Override
                public Object call(Callable<Object> work) {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw NuaException.unavailable(title + " failed by itself.", e);
                    }
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }
}

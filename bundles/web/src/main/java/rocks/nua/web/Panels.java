package rocks.nua.web;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.extension.Gates;
import rocks.nua.api.extension.Gates.Gate;
import rocks.nua.api.extension.Panel;

/** The panels that plugins contribute, from when they come until they go. Thread-safe. */
@Component(service = Panels.class)
public final class Panels {
    private static final Logger LOG = LoggerFactory.getLogger(Panels.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern TITLE = Pattern.compile("\\S(.{0,38}\\S)?");

    private final Gates gates;
    /** Open as long as the panel is here, one that is at fault too, so that its quarantine is told. */
    private final Map<Panel, Gate> open = Collections.synchronizedMap(new IdentityHashMap<>());

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Panel panel, String title) {}

    /**
     * A panel as the navigation has it.
     *
     * @param name name of its plugin
     * @param title for people
     */
    public record Info(String name, String title) {}

    /** Without any; its code is called through these gates. */
    @Activate
    public Panels(@Reference Gates gates) {
        this.gates = gates;
    }

    /** A panel has come; where it cannot be shown, the log tells why. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addPanel(Panel panel, Map<String, Object> properties) {
        String name = String.valueOf(
                properties.getOrDefault("nua.plugin.name", panel.getClass().getSimpleName()));
        Gate gate = gates.open(panel, "Panel '" + name + "'");
        open.put(panel, gate);
        try {
            String title = String.valueOf(gate.call(panel::title));
            if (!NAME.matcher(name).matches() || !TITLE.matcher(title).matches()) {
                throw NuaException.badRequest(
                        "its name is no lower-case word, or its title no line of 1 to 40 characters");
            }
            if (entries.putIfAbsent(name, new Entry(panel, title)) != null) {
                throw NuaException.conflict("another panel has its name");
            }
        } catch (NuaException e) {
            LOG.warn("The panel of plugin '{}' is not shown: {}", name, e.getMessage());
        }
    }

    /** A panel has gone. */
    public void removePanel(Panel panel) {
        entries.values().removeIf(entry -> entry.panel() == panel);
        Optional.ofNullable(open.remove(panel)).ifPresent(Gate::close);
    }

    /** Those that are here now, by title. */
    List<Info> list() {
        return entries.entrySet().stream()
                .map(entry -> new Info(entry.getKey(), entry.getValue().title()))
                .sorted(Comparator.comparing(Info::title).thenComparing(Info::name))
                .toList();
    }

    /** A class of the bundle in which the pages of a panel are. */
    Optional<Class<?>> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> entry.panel().getClass());
    }
}

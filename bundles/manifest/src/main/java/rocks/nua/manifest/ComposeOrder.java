package rocks.nua.manifest;

import java.util.Map;

/** Which services of a Compose file wait for which, as {@code depends_on} says. */
record ComposeOrder(Map<String, Value.Table> services) {
    private static final String STARTED = "service_started";
    private static final String ENDED = "service_completed_successfully";

    /** Whether a service waits for another and none for it. */
    boolean isLast(String name) {
        return services.keySet().stream().anyMatch(needed -> waits(name, needed))
                && services.keySet().stream().noneMatch(waiting -> waits(waiting, name));
    }

    /** Whether others wait until it has ended, as for one that migrates a database. */
    boolean ends(String name) {
        return services.keySet().stream()
                .anyMatch(waiting ->
                        !waiting.equals(name) && condition(waiting, name).equals(ENDED));
    }

    private boolean waits(String waiting, String needed) {
        return !condition(waiting, needed).isEmpty();
    }

    /** Empty: it does not wait. */
    private String condition(String waiting, String needed) {
        Value.Table service = services.getOrDefault(waiting, new Value.Table(Map.of(), new Place("", 0, 0)));
        Value wanted = service.members().get("depends_on");
        if (wanted instanceof Value.Items items) {
            boolean named = items.items().stream()
                    .anyMatch(
                            item -> Section.scalar(item).filter(needed::equals).isPresent());
            return named ? STARTED : "";
        }
        if (!(wanted instanceof Value.Table table) || !table.members().containsKey(needed)) {
            return "";
        }
        return table.members().get(needed) instanceof Value.Table said
                        && said.members().get("condition") instanceof Value.Text text
                ? text.text()
                : STARTED;
    }
}

package rocks.nua.core.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What plugins contribute of one kind, as it comes and goes. Thread-safe. */
final class Contributions<T> {
    private final Kind<T> kind;
    private final Containment containment;
    /** By the service itself, whose own idea of equality is not asked. */
    private final IdentityHashMap<T, Present<T>> here = new IdentityHashMap<>();

    private record Present<T>(Contributor who, Contribution<T> contribution) {}

    Contributions(Kind<T> kind, Containment containment) {
        this.kind = kind;
        this.containment = containment;
    }

    synchronized void add(T service, Map<String, Object> properties) {
        String name = String.valueOf(
                properties.getOrDefault("nua.plugin.name", service.getClass().getSimpleName()));
        int order = properties.get("nua.plugin.order") instanceof Integer given ? given : 100;
        Contributor who = Contributor.of(service, kind.word() + " '" + name + "'", containment.standings());
        here.put(
                service,
                new Present<>(
                        who, new Contribution<>(name, order, who.bundle(), containment.contained(kind, service, who))));
    }

    synchronized void remove(T service) {
        Optional.ofNullable(here.remove(service))
                .ifPresent(present -> present.who().leave(containment.standings()));
    }

    /** In their order, those of the same order by name. */
    synchronized List<Contribution<T>> all() {
        List<Contribution<T>> all = new ArrayList<>();
        here.values().forEach(present -> all.add(Objects.requireNonNull(present.contribution())));
        all.sort(Comparator.comparingInt((Contribution<T> one) -> one.order()).thenComparing(Contribution::name));
        return all;
    }

    Optional<T> find(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst().map(Contribution::service);
    }
}

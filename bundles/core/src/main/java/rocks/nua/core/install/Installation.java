package rocks.nua.core.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.plugin.Plugins.Consent;
import rocks.nua.api.plugin.Plugins.Info;
import rocks.nua.api.plugin.Plugins.Signer;
import rocks.nua.api.plugin.Plugins.State;
import rocks.nua.core.install.Arrivals.Arrival;
import rocks.nua.core.install.Shelf.Note;
import rocks.nua.core.platform.EventLog;
import rocks.nua.core.plugin.Plugins;
import rocks.nua.core.plugin.Quarantine;
import rocks.nua.core.source.Workspace;

/** Keeps the bundles of plugins as the shelf says. One change at a time. */
final class Installation {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    private static final String PART_OF_NUA = "nua";

    private final Shelf shelf;
    private final Bundles bundles;
    private final TrustList trusted;
    private final Plugins running;
    private final EventLog events;
    /** Why a plugin cannot be used, by its name; of a file that was refused, by its origin. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    Installation(Shelf shelf, Bundles bundles, TrustList trusted, Plugins running, EventLog events) {
        this.shelf = shelf;
        this.bundles = bundles;
        this.trusted = trusted;
        this.running = running;
        this.events = events;
    }

    /** Makes all so; one that cannot be is told in the list and stops no other. */
    synchronized void open() {
        shelf.sweep();
        List<Note> notes = shelf.notes();
        bundles.plugins().stream()
                .filter(name -> notes.stream().noneMatch(note -> note.name().equals(name)))
                .forEach(bundles::remove);
        notes.forEach(this::settle);
    }

    private void settle(Note note) {
        try {
            ensure(note);
        } catch (RuntimeException e) {
            failures.put(note.name(), String.valueOf(e.getMessage()));
            LOG.warn("Plugin {} cannot be used: {}", note.name(), e.getMessage());
        }
    }

    private void ensure(Note note) {
        if (note.enabled()) {
            read(note, bundles::ensure);
        } else {
            bundles.remove(note.name());
        }
        failures.remove(note.name());
    }

    private void read(Note note, Consumer<PluginFile> work) {
        Path folder = shelf.newFolder();
        try {
            work.accept(PluginFile.read(shelf.file(note.name()), folder));
        } finally {
            Workspace.delete(folder);
        }
    }

    /** Takes a file in, or leaves everything as it was. */
    synchronized Info place(PluginFile file, Arrival from, Consent consent, Caller caller) {
        Optional<Note> before = shelf.note(file.name());
        boolean unsigned = !isTrusted(file, from);
        agree(file, unsigned, before.map(Note::permissions).orElse(List.of()), consent);
        try {
            bundles.ensure(file);
        } catch (RuntimeException e) {
            if (before.isEmpty()) {
                bundles.remove(file.name());
            }
            before.ifPresent(this::settle);
            throw e;
        }
        Note note = new Note(
                file.name(), file.version(), from.origin(), signer(file, from), true, unsigned, file.permissions());
        shelf.put(note, file.file());
        failures.remove(note.name());
        tell(before.isPresent() ? "plugin.upgraded" : "plugin.installed", note, caller);
        return info(note);
    }

    private void agree(PluginFile file, boolean unsigned, List<String> agreed, Consent consent) {
        String title = file.name() + " " + file.version();
        if (unsigned && !consent.unsigned()) {
            throw NuaException.conflict(file.signer()
                    .map(
                            signer -> title + " is signed by " + TrustList.name(signer)
                                    + ", whom this platform does not trust: 'nua plugins trust' the certificate, or agree with --unsigned.")
                    .orElse(title + " is not signed: agree with --unsigned if you trust where it comes from."));
        }
        List<String> asked = new ArrayList<>(file.permissions());
        asked.removeAll(agreed);
        if (!asked.isEmpty() && !consent.permissions()) {
            throw NuaException.conflict(
                    title + " needs the permissions " + String.join(", ", asked) + ": agree with --yes.");
        }
    }

    /** Whether somebody who is trusted has signed it, or answers for it. */
    boolean isTrusted(PluginFile file, Arrival from) {
        return !from.voucher().isEmpty() || hasTrustedSigner(file);
    }

    private boolean hasTrustedSigner(PluginFile file) {
        return file.signer().map(trusted::trusts).orElse(false);
    }

    /** Who is trusted for it, else who signed it; empty: nobody. */
    String signer(PluginFile file, Arrival from) {
        return from.voucher().isEmpty() || hasTrustedSigner(file)
                ? file.signer().map(TrustList::name).orElse("")
                : from.voucher();
    }

    /** Makes it what the note says now; one in quarantine gets another chance. */
    synchronized Info change(Note note, String event, Caller caller) {
        ensure(note);
        bundles.of(note.name()).forEach(bundle -> running.lift(bundle.getSymbolicName()));
        shelf.write(note);
        tell(event, note, caller);
        return info(note);
    }

    synchronized void remove(Note note, Caller caller) {
        bundles.remove(note.name());
        shelf.remove(note.name());
        failures.remove(note.name());
        tell("plugin.uninstalled", note, caller);
    }

    private void tell(String event, Note note, Caller caller) {
        String what = note.name() + " " + note.version();
        LOG.info("{}: {}", event, what);
        events.add(event, caller, what + " (" + note.origin() + ")");
    }

    /** The same signer, written into the events. */
    Signer told(String event, Signer signer, Caller caller) {
        events.add(event, caller, signer.name() + " (" + signer.fingerprint() + ")");
        return signer;
    }

    /** A file that is no plugin, or cannot be one now. */
    void refuse(String origin, String sentence) {
        failures.put(origin, sentence);
        LOG.warn("{} is not used: {}", origin, sentence);
        events.add("plugin.refused", Caller.local(), origin + ": " + sentence);
    }

    /** Forgets that a file was refused. */
    void forget(String origin) {
        failures.remove(origin);
    }

    /** Gives one that is part of the platform another chance. */
    synchronized void lift(String name, Caller caller) {
        if (running.lift(name)) {
            events.add("plugin.enabled", caller, name);
        }
    }

    Info info(Note note) {
        List<String> gives = bundles.gives(note.name());
        boolean active = bundles.active(note.name());
        Optional<String> quarantine = quarantine(bundles.of(note.name()));
        String failure = quarantine.orElseGet(() -> failures.getOrDefault(note.name(), ""));
        boolean useless = failure.isEmpty() && active && gives.isEmpty();
        return new Info(
                note.name(),
                note.version(),
                !note.enabled() ? State.DISABLED : active ? state(quarantine) : State.FAILED,
                useless ? "It adds nothing that can be used." : failure,
                note.origin(),
                note.signer(),
                !note.unsigned(),
                gives,
                note.permissions());
    }

    /** Those that are part of the platform. */
    List<Info> builtIn() {
        return bundles.builtIn().stream().map(this::builtIn).toList();
    }

    private Info builtIn(Bundle bundle) {
        Optional<String> quarantine = quarantine(List.of(bundle));
        return new Info(
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                state(quarantine),
                quarantine.orElse(""),
                PART_OF_NUA,
                "",
                true,
                Bundles.contributions(bundle).sorted().toList(),
                List.of());
    }

    private static State state(Optional<String> quarantine) {
        return quarantine.isPresent() ? State.QUARANTINED : State.ACTIVE;
    }

    /** Why code of these bundles is not called any more. */
    private Optional<String> quarantine(List<Bundle> of) {
        return running.quarantines().stream()
                .filter(one -> of.stream()
                        .anyMatch(bundle -> one.bundle().equals(bundle.getSymbolicName() + " " + bundle.getVersion())))
                .findFirst()
                .map(Quarantine::reason);
    }

    /** The files that were refused. */
    List<Info> refused() {
        return failures.entrySet().stream()
                .filter(failure -> failure.getKey().contains("/"))
                .map(failure -> new Info(
                        failure.getKey(),
                        "",
                        State.FAILED,
                        failure.getValue(),
                        failure.getKey(),
                        "",
                        false,
                        List.of(),
                        List.of()))
                .toList();
    }
}

package rocks.nua.core.sbom;

import java.util.List;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Release;
import rocks.nua.api.scan.Scanner;
import rocks.nua.api.scan.Scanner.Candidate;
import rocks.nua.api.scan.Scanner.Verdict;
import rocks.nua.core.plugin.Contribution;
import rocks.nua.core.plugin.PluginFault;
import rocks.nua.core.plugin.Plugins;

/** Shows what is about to start to the scanners that are here. Thread-safe. */
public final class Scans {
    private final Plugins plugins;
    private final Sboms sboms;

    /** Shows what these bills of materials say. */
    public Scans(Plugins plugins, Sboms sboms) {
        this.plugins = plugins;
        this.sboms = sboms;
    }

    /**
     * Lets the scanners look. One that is itself at fault is told of in the log and does not count.
     *
     * @throws NuaException REJECTED_BY_APP with the sentence of the first scanner that refuses
     */
    public void examine(Release draft, LineSink log) {
        List<Contribution<Scanner>> scanners = plugins.scanners();
        if (scanners.isEmpty()) {
            return;
        }
        String text = sboms.of(draft);
        Candidate candidate = new Candidate(draft.app(), draft.image(), CycloneDx.components(text), text);
        scanners.forEach(one -> examine(one, candidate, log));
    }

    private static void examine(Contribution<Scanner> one, Candidate candidate, LineSink log) {
        try {
            Verdict verdict = one.service().scan(candidate);
            verdict.warnings().forEach(warning -> log.line("warning: " + one.name() + ": " + warning));
            if (!verdict.refusal().isEmpty()) {
                throw NuaException.rejected("Scanner '" + one.name() + "' refuses this release: " + verdict.refusal());
            }
        } catch (NuaException e) {
            if (!PluginFault.caused(e)) {
                throw e;
            }
            log.line("warning: " + e.getMessage());
        }
    }
}

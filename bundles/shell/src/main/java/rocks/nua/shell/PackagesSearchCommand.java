package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.catalogue.Catalogue;

/** The packages that can be installed. */
@Service
@Command(scope = "nua", name = "packages-search", description = "The packages that can be installed")
public final class PackagesSearchCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Catalogue catalogue;

    @Argument(name = "words", description = "Words that all must be in a package's texts", multiValued = true)
    private List<String> words = List.of();

    @Override
    void act() {
        ShellTable table = Tables.of("Package", "Kind", "Version", "Title", "From");
        catalogue.search(String.join(" ", words), CALLER).forEach(entry -> table.addRow()
                .addContent(entry.id(), Tables.word(entry.kind()), entry.version(), entry.title(), entry.origin()));
        print(table);
    }
}

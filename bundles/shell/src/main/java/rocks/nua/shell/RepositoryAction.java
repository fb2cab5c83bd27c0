package rocks.nua.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.catalogue.Repositories;

/** A command about package repositories. */
abstract class RepositoryAction extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Repositories repositories;

    final Repositories repositories() {
        return repositories;
    }

    final void show(List<Repositories.Repository> all) {
        ShellTable table = Tables.of("Repository", "Channel", "Packages", "Refreshed", "Address", "Message");
        all.forEach(one -> table.addRow()
                .addContent(
                        one.name(),
                        Tables.word(one.channel()),
                        one.packages(),
                        Tables.time(one.refreshedAt()),
                        one.address(),
                        one.message()));
        print(table);
    }
}

package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import rocks.nua.api.service.Services;

/** The kinds of backing services that can be created. */
@Service
@Command(scope = "nua", name = "services-offers", description = "The kinds of backing services that can be created")
public final class ServicesOffersCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Services services;

    @Override
    void act() {
        ShellTable table = Tables.of("Type", "Versions", "Bundle");
        services.offers(CALLER).forEach(offer -> table.addRow()
                .addContent(offer.type(), String.join(", ", offer.versions()), offer.bundle()));
        print(table);
    }
}

package rocks.nua.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import rocks.nua.api.catalogue.Catalogue;

/** One package. */
@Service
@Command(scope = "nua", name = "packages-show", description = "Shows one package")
public final class PackagesShowCommand extends NuaAction {
    @Reference
    @SuppressWarnings("NullAway.Init")
    private Catalogue catalogue;

    @Argument(name = "package", description = "Its id", required = true)
    @Completion(PackageIds.class)
    private String id = "";

    @Override
    void act() {
        Catalogue.Entry entry = catalogue.get(id, CALLER);
        print(entry.id() + " " + entry.version());
        print(entry.title());
        print(entry.tagline());
        print(entry.description());
        print(entry.website());
        print("from " + entry.origin());
    }
}

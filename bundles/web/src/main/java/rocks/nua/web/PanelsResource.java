package rocks.nua.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.Caller.Permission;
import rocks.nua.api.Plugin;
import rocks.nua.api.extension.Requires;
import rocks.nua.api.extension.RestResource;

/** Tells the web UI which panels there are. */
@Component
@Plugin(name = "web")
@Path("/")
public final class PanelsResource implements RestResource {
    private final Panels panels;

    /** Of these. */
    @Activate
    public PanelsResource(@Reference Panels panels) {
        this.panels = panels;
    }

    /** Those that are here now, by title. */
    @GET
    @Path("/panels")
    @Requires(Permission.VIEW)
    public List<Panels.Info> list() {
        return panels.list();
    }
}

package rocks.nua.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.service.factory.ServiceConstructionException;
import org.junit.jupiter.api.Test;

class DoorsTest {
    /** A route whose author forgot to say who may use it. */
    @Path("/open")
    public static final class Forgotten {
        @GET
        public String get() {
            return "";
        }
    }

    @Test
    void aRouteWithoutAPermissionFailsAtStart() {
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        var server = new JAXRSServerFactoryBean();
        server.setBus(new org.apache.cxf.bus.CXFBusFactory().createBus());
        server.setAddress("/");
        server.setServiceBeans(List.of(new Forgotten()));
        server.setProviders(List.of(new Doors(new FakeCore())));
        var error = assertThrows(ServiceConstructionException.class, server::create);
        assertEquals(
                "java.lang.IllegalStateException: Route Forgotten.get says neither @Requires nor @Public.",
                String.valueOf(error.getCause()));
    }
}

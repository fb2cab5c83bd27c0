package rocks.nua.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.cxf.jaxrs.JAXRSInvoker;
import org.apache.cxf.message.Exchange;
import rocks.nua.api.extension.Gates.Gate;

/** Calls the methods of a plugin through its gate; what they return becomes data there, so that no code of it runs later. */
final class GatedInvoker extends JAXRSInvoker {
    private final Gate gate;
    private final Json json;

    /** What a method threw to say its HTTP status: an answer, not a fault. */
    private record Told(WebApplicationException answer) {}

    GatedInvoker(Gate gate, Json json) {
        this.gate = gate;
        this.json = json;
    }

    @Override
    @SuppressWarnings("NullAway") // null is how JAX-RS says "no content"
    protected Object performInvocation(Exchange exchange, Object resource, Method method, Object[] arguments) {
        Object answer = gate.call(() -> answer(resource, method, arguments));
        if (answer instanceof Told told) {
            throw told.answer();
        }
        return answer;
    }

    @SuppressWarnings("NullAway")
    private Object answer(Object resource, Method method, Object[] arguments) throws Exception {
        try {
            Object got = method.invoke(resource, arguments);
            if (got instanceof Response response) {
                return plain(response.getEntity())
                        ? response
                        : data(Response.fromResponse(response), response.getEntity());
            }
            return plain(got) ? got : data(Response.ok(), got);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof WebApplicationException told) {
                return new Told(told);
            }
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }

    private static boolean plain(@SuppressWarnings("NullAway") Object entity) {
        return entity == null
                || entity instanceof String
                || entity instanceof byte[]
                || entity instanceof StreamingOutput;
    }

    private Response data(Response.ResponseBuilder answer, Object entity) {
        return answer.type(Media.JSON).entity(json.write(entity)).build();
    }
}

package rocks.nua.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import rocks.nua.api.app.Deployment;

/**
 * The answer to who asked for a deployment: as JSON the deployment, as text its id alone.
 *
 * @param deployment that was queued
 */
record Ticket(@JsonValue Deployment deployment) {

    /** 202 with the address where the deployment is followed. */
    static Response accepted(Deployment deployment) {
        return Response.accepted(new Ticket(deployment))
                .header(HttpHeaders.LOCATION, "/api/v1/apps/" + deployment.app() + "/deployments/" + deployment.id())
                .build();
    }
}

package rocks.nua.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.EOFException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/** Answers every error with one sentence; what went wrong inside stays in the log. */
final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Bytes of a body that is read to its end, so that the connection serves on. */
    private static final int SHORT_BODY = 64 << 10;

    private final Json json;

    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpHeaders headers;

    Problems(Json json) {
        this.json = json;
    }

    @Override
    public Response toResponse(Throwable error) {
        if (error instanceof EOFException) {
            return Response.status(400).build(); // the client has gone: nobody reads
        }
        Problem problem = problem(error);
        Response.ResponseBuilder response = Response.status(problem.status());
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        boolean text = wantsText();
        String answer = text ? problem.detail() + "\n" : json.write(problem);
        response.type(text ? "text/plain;charset=UTF-8" : Problem.MEDIA_TYPE);
        return longBody()
                ? close(response, answer.getBytes(UTF_8))
                : response.entity(answer).build();
    }

    /** What was not read of the body is not waited for; the client is told that the connection ends with the answer. */
    private static Response close(Response.ResponseBuilder response, byte[] answer) {
        return response.header("Connection", "close")
                .header(HttpHeaders.CONTENT_LENGTH, answer.length)
                .entity(new LingeringClose(answer, RequestBody.take()))
                .build();
    }

    private boolean longBody() {
        String length = headers.getHeaderString("Content-Length"); // getLength() knows no more than 2 GiB
        return headers.getHeaderString("Transfer-Encoding") != null
                || (length != null && (length.length() > 9 || Integer.parseInt(length) > SHORT_BODY));
    }

    static Problem problem(Throwable error) {
        if (error instanceof NuaException known) {
            if (known.kind() == Kind.INTERNAL) {
                return defect(known.getMessage(), known);
            }
            return Problem.of(known.kind(), known.getMessage());
        }
        if (error instanceof JsonProcessingException wrong) {
            return Problem.of(Kind.BAD_REQUEST, sentence(wrong));
        }
        if (error instanceof WebApplicationException wrong) {
            return ofHttp(wrong);
        }
        return defect("The platform failed.", error);
    }

    private static Problem ofHttp(WebApplicationException error) {
        if (error.getCause() instanceof NuaException || error.getCause() instanceof JsonProcessingException) {
            return problem(error.getCause());
        }
        int status = error.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.of(Kind.NOT_FOUND, "There is nothing at this address: see /api/v1/openapi.json.");
            case 405 -> of(405, "This address does not take this method: see /api/v1/openapi.json.");
            case 406 -> of(406, "None of the media types in 'Accept' can be sent: use application/json or text/plain.");
            case 415 -> of(415, "This content type is not taken here: see /api/v1/openapi.json.");
            default -> status < 500 ? of(status, "The request is not valid.") : defect("The platform failed.", error);
        };
    }

    private static Problem of(int status, String detail) {
        return new Problem(
                "about:blank",
                Response.Status.fromStatusCode(status).getReasonPhrase(),
                status,
                detail,
                Kind.BAD_REQUEST.name());
    }

    private static Problem defect(String sentence, Throwable error) {
        String id =
                String.format(Locale.ROOT, "%06x", ThreadLocalRandom.current().nextInt(1 << 24));
        LOG.error("defect {}", id, error);
        return Problem.of(
                Kind.INTERNAL, sentence + " An administrator finds more under 'defect " + id + "' in the log.");
    }

    private static String sentence(JsonProcessingException error) {
        JsonLocation at = error.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "The body is not the JSON that is expected here" + where + ": "
                + error.getOriginalMessage().lines().findFirst().orElse("") + ".";
    }

    private boolean wantsText() {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(MediaType.TEXT_PLAIN_TYPE::isCompatible)
                .filter(type -> !type.isWildcardType())
                .isPresent();
    }
}

package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/**
 * An answer of the REST interface.
 *
 * @param status HTTP status
 * @param type media type without parameters; empty: none
 * @param location where it leads; empty: nowhere
 * @param text the body
 */
record Reply(int status, String type, String location, String text) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Reply of(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(
                response.statusCode(),
                type.replaceFirst(";.*", "").strip(),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }

    /** The same; fails the test where the status is another. */
    Reply expect(int expected) {
        assertEquals(expected, status, () -> "answer: " + text);
        return this;
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The sentence of a problem; fails the test where it is none. */
    String problem(int expected) {
        expect(expected);
        assertEquals("application/problem+json", type, text);
        assertEquals(expected, json().path("status").asInt(), text);
        String detail = json().path("detail").asText();
        Sentence.check(detail);
        assertTrue(json().path("title").isTextual() && json().path("type").isTextual(), text);
        return detail;
    }
}

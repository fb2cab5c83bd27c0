package rocks.nua.core.sbom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.scan.Scanner;

/**
 * Writes an inventory as CycloneDX 1.6. It holds no time and no chance, so that the same image gives the same text. The library
 * of the standard would make the download by a twelfth larger for these few fields; tests read them with it.
 */
final class CycloneDx {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CycloneDx() {}

    static String text(AppName app, ImageRef image, Inventory inventory) {
        ObjectNode bom = JSON.createObjectNode()
                .put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put(
                        "serialNumber",
                        "urn:uuid:" + UUID.nameUUIDFromBytes((app + " " + image).getBytes(StandardCharsets.UTF_8)))
                .put("version", 1);
        ObjectNode metadata = bom.putObject("metadata");
        metadata.putObject("tools")
                .putArray("components")
                .addObject()
                .put("type", "application")
                .put("name", "nua");
        metadata.putObject("component")
                .put("type", "container")
                .put("bom-ref", image.value())
                .put("name", app.value())
                .put("version", image.value());
        ArrayNode components = bom.putArray("components");
        inventory.system().ifPresent(system -> add(components, system));
        inventory.packages().forEach(one -> add(components, one));
        try {
            return JSON.writeValueAsString(bom) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a text of this kind lists. */
    static List<Scanner.Component> components(String text) {
        try {
            List<Scanner.Component> all = new ArrayList<>();
            for (JsonNode one : JSON.readTree(text).path("components")) {
                all.add(new Scanner.Component(
                        one.path("name").asText(),
                        one.path("version").asText(),
                        one.path("purl").asText()));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ArrayNode components, Component one) {
        ObjectNode node = components.addObject().put("type", one.type());
        if (!one.purl().isEmpty()) {
            node.put("bom-ref", one.purl());
        }
        if (!one.group().isEmpty() && !one.debian()) {
            node.put("group", one.group());
        }
        node.put("name", one.name());
        if (!one.version().isEmpty()) {
            node.put("version", one.version());
        }
        if (!one.purl().isEmpty()) {
            node.put("purl", one.purl());
        }
    }
}

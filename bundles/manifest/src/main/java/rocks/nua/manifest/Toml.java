package rocks.nua.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.toml.TomlReadFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TOML 1.0. */
final class Toml implements Syntax {
    private static final TomlMapper MAPPER = TomlMapper.builder(TomlFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Value.DEEPEST)
                            .build())
                    .build())
            .enable(TomlReadFeature.PARSE_JAVA_TIME)
            .build();

    @Override
    public Value.Table parse(String file, String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            return (Value.Table) value(root, "", new TomlPlaces(file, text), 0);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            Place place = at == null ? new Place(file, 0, 0) : new Place(file, at.getLineNr(), at.getColumnNr());
            throw place.reject(Syntax.sentence(e.getOriginalMessage()));
        }
    }

    private static Value value(JsonNode node, String path, TomlPlaces places, int depth) {
        Place place = places.of(path);
        if (depth > Value.DEEPEST) {
            throw place.reject("it is nested too deeply for a manifest. Make it flatter.");
        }
        if (node.isObject()) {
            Map<String, Value> members = new LinkedHashMap<>();
            node.properties()
                    .forEach(member -> members.put(
                            member.getKey(),
                            value(member.getValue(), path + TomlPlaces.part(member.getKey()), places, depth + 1)));
            return new Value.Table(members, place);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            for (JsonNode item : node) {
                items.add(value(item, path + TomlPlaces.index(items.size()), places, depth + 1));
            }
            return new Value.Items(items, place);
        }
        return scalar(node, place);
    }

    private static Value scalar(JsonNode node, Place place) {
        if (node.isTextual()) {
            return new Value.Text(node.textValue(), place);
        }
        if (node.isBoolean()) {
            return new Value.Bool(node.booleanValue(), place);
        }
        return node.isNumber() ? new Value.Number(node.asText(), place) : new Value.Date(place);
    }
}

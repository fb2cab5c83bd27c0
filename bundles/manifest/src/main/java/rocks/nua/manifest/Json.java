package rocks.nua.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON, with comments and a comma too many. */
final class Json implements Syntax {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Value.DEEPEST)
                    .build())
            .build();

    @Override
    public Value.Table parse(String file, String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Place(file, 1, 1).reject("a manifest is an object: begin it with '{'.");
            }
            Value.Table table = table(file, parser);
            if (parser.nextToken() != null) {
                throw place(file, parser.currentTokenLocation()).reject("the end of the file is expected here.");
            }
            return table;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            Place place = at == null ? new Place(file, 0, 0) : place(file, at);
            throw place.reject(Syntax.sentence(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Value.Table table(String file, JsonParser parser) throws IOException {
        Place place = place(file, parser.currentTokenLocation());
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            value(file, parser).ifPresent(value -> members.put(name, value));
        }
        return new Value.Table(members, place);
    }

    private static Value items(String file, JsonParser parser) throws IOException {
        Place place = place(file, parser.currentTokenLocation());
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(file, parser).ifPresent(items::add);
        }
        return new Value.Items(items, place);
    }

    private static Optional<Value> value(String file, JsonParser parser) throws IOException {
        Place place = place(file, parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> Optional.of(table(file, parser));
            case START_ARRAY -> Optional.of(items(file, parser));
            case VALUE_TRUE, VALUE_FALSE -> Optional.of(new Value.Bool(parser.getBooleanValue(), place));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(new Value.Number(parser.getText(), place));
            case VALUE_NULL -> Optional.empty();
            default -> Optional.of(new Value.Text(parser.getText(), place));
        };
    }

    private static Place place(String file, JsonLocation location) {
        return new Place(file, location.getLineNr(), location.getColumnNr());
    }
}

package rocks.nua.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import rocks.nua.api.Secret;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.HealthCheck;

/**
 * Values as JSON. What a version does not know is ignored, what an older version did not write is empty or the default, so that
 * documents are readable both ways.
 */
final class Documents {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = HealthCheck.Conventional.class, name = "conventional"),
        @JsonSubTypes.Type(value = HealthCheck.Http.class, name = "http"),
        @JsonSubTypes.Type(value = HealthCheck.Exec.class, name = "exec")
    })
    private interface HealthCheckTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AppSpec.EnvValue.Text.class, name = "text"),
        @JsonSubTypes.Type(value = AppSpec.EnvValue.From.class, name = "from"),
        @JsonSubTypes.Type(value = AppSpec.EnvValue.Random.class, name = "random"),
        @JsonSubTypes.Type(value = AppSpec.EnvValue.Unique.class, name = "unique"),
        @JsonSubTypes.Type(value = AppSpec.EnvValue.ExternalIp.class, name = "external-ip")
    })
    private interface EnvValueTypes {}

    private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addMixIn(HealthCheck.class, HealthCheckTypes.class)
            .addMixIn(AppSpec.EnvValue.class, EnvValueTypes.class)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, parsed(Instant.class, Instant::parse))
                    .addDeserializer(Duration.class, parsed(Duration.class, Duration::parse)))
            .withConfigOverride(List.class, absent -> absent.setSetterInfo(EMPTY))
            .withConfigOverride(Map.class, absent -> absent.setSetterInfo(EMPTY))
            .withConfigOverride(String.class, absent -> absent.setSetterInfo(EMPTY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Documents() {}

    /** The value as JSON. */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of the JSON. */
    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A spec; sections that were not written are as in a folder without a manifest. */
    static AppSpec readSpec(String json) {
        try {
            ObjectNode whole = MAPPER.valueToTree(AppSpec.EMPTY);
            fill(whole, MAPPER.readTree(json));
            return MAPPER.treeToValue(whole, AppSpec.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment as JSON, in the clear: only to be sealed. */
    static String reveal(Map<String, Secret> env) {
        return write(env.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .reveal())));
    }

    /** The environment of revealed JSON. */
    static Map<String, Secret> hide(String json) {
        return read(json, new TypeReference<Map<String, String>>() {}).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Secret(entry.getValue())));
    }

    /** The texts of a JSON list. */
    static List<String> texts(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static void fill(ObjectNode target, JsonNode source) {
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            if (field.getValue().isObject() && target.get(field.getKey()) instanceof ObjectNode section) {
                fill(section, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private static <T> FromStringDeserializer<T> parsed(Class<T> type, Function<String, T> parse) {
        return new FromStringDeserializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            protected T _deserialize(String text, DeserializationContext context) {
                return parse.apply(text);
            }
        };
    }
}

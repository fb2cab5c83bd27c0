package rocks.nua.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.ImageRef;
import rocks.nua.api.RelativePath;
import rocks.nua.api.Secret;
import rocks.nua.api.app.Release;
import rocks.nua.api.service.ServiceName;

/** JSON as this API speaks it: values as plain text, durations in seconds, secrets never. */
final class Json {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(values())
            .addMixIn(Release.class, WithoutSpec.class)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    JacksonJsonProvider provider() {
        return new JacksonJsonProvider(mapper);
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule();
        List.of(
                        AppName.class,
                        Domain.class,
                        ImageRef.class,
                        RelativePath.class,
                        Secret.class,
                        ServiceName.class,
                        Instant.class)
                .forEach(type -> module.addSerializer(type, ToStringSerializer.instance));
        return module.addSerializer(Duration.class, new Seconds());
    }

    /** The manifest of a release is for the platform; it may hold values that its environment masks. */
    @JsonIgnoreProperties("spec")
    private interface WithoutSpec {}

    private static final class Seconds extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1L;

        Seconds() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeNumber(BigDecimal.valueOf(value.toMillis(), 3));
        }
    }
}

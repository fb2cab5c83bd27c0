package rocks.nua.rest;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.service.ServiceName;

/** Reads the values in addresses; one that is not valid is told in its own words. */
final class Values implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(
            AppName.class, AppName::new,
            Domain.class, Domain::new,
            ServiceName.class, ServiceName::new,
            Limit.class, Limit::of,
            Since.class, text -> Since.of(text, Instant.now()));

    @Override
    @SuppressWarnings("NullAway") // null says that this provider does not know the type
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<String, Object> reader = READERS.get(type);
        return reader == null ? null : new Converter<>(type, reader);
    }

    private record Converter<T>(Class<T> type, Function<String, Object> reader) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            return type.cast(reader.apply(text));
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}

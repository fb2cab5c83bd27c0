package rocks.nua.rest;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes what the api returns as text for people. */
@Produces(MediaType.TEXT_PLAIN)
final class TextWriter implements MessageBodyWriter<Object> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return view(type, generic).isPresent();
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream to)
            throws IOException {
        String text = view(type, generic).orElseThrow().text(value);
        headers.putSingle("Content-Type", "text/plain;charset=UTF-8");
        to.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<View<?>> view(Class<?> type, Type generic) {
        Type thing = generic instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        return Views.ALL.stream().filter(view -> view.type().equals(thing)).findFirst();
    }
}

package rocks.nua.rest;

import java.io.InputStream;
import java.util.Optional;
import org.apache.cxf.io.DelegatingInputStream;
import org.apache.cxf.phase.PhaseInterceptorChain;

/**
 * The body of the request under way, taken out of CXF's hands: CXF reads what is left of a body to its end before it answers,
 * however long that takes. What is taken and not read ends with the connection.
 */
final class RequestBody {
    private RequestBody() {}

    /** Takes it; empty input where there is none or it was taken before. */
    static InputStream take() {
        Optional<DelegatingInputStream> body = Optional.ofNullable(PhaseInterceptorChain.getCurrentMessage())
                .flatMap(request -> Optional.ofNullable(request.getContent(DelegatingInputStream.class)));
        InputStream taken = body.map(DelegatingInputStream::getInputStream).orElse(InputStream.nullInputStream());
        body.ifPresent(stream -> stream.setInputStream(InputStream.nullInputStream()));
        return taken;
    }
}

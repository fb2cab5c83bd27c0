package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[build 2/4] RUN --mount=type=cache,id=x,target=/y [\"npm\",\"ci\"] | [build 2/4] npm ci",
                "[run 2/5] RUN --mount=type=bind,source=a [\"/bin/sh\",\"/run/nua-install\",\"nginx-light\",\"curl\"] | [run 2/5] apt-get install nginx-light curl",
                "[build 3/4] RUN [\"/bin/sh\",\"-c\",\"npm run build && npm test\"] | [build 3/4] npm run build && npm test",
                "[build 3/4] RUN [\"/bin/sh\",\"/run/nua-secrets\",\"env\",\"A=1\",\"pip\",\"install\",\"a b\"] | [build 3/4] pip install 'a b'",
                "[build 3/4] RUN [\"env\",\"A=1\",\"/bin/sh\",\"-c\",\"npm run build && npm prune\"] | [build 3/4] npm run build && npm prune",
                "[run 3/3] RUN [\"/bin/sh\",\"/run/nua-secrets\",\"/bin/sh\",\"-c\",\"echo \"a\",\"$B\"; exit 3\"] | [run 3/3] echo \"a\",\"$B\"; exit 3",
                "[run 4/5] COPY --chown=1:1 [nua/files/0/nua.conf,/etc/nginx/] | [run 4/5] COPY nua.conf /etc/nginx/",
                "[run 4/5] COPY --chown=1:1 [nua/files/0/a,nua/files/1/b,/etc/nua/] | [run 4/5] COPY a b /etc/nua/",
                "[run 5/5] COPY [src/,./] | [run 5/5] COPY ./",
                "[2/3] RUN npm ci | [2/3] RUN npm ci",
                "[2/3] RUN [\"a\" -f x ; \"b\"] | [2/3] RUN [\"a\" -f x ; \"b\"]",
                "[2/3] COPY [a, b] | [2/3] COPY [a, b]",
                "[internal] load build context | [internal] load build context"
            })
    void tellsItAsItsAuthorWouldWriteIt(String raw, String name) {
        assertEquals(name, StepName.of(raw));
    }
}

package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.Resources;

class BuildTraceTest {
    /** Writes protobuf by hand: fields as number and bytes, or number and a small number. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message with(int field, byte[] value) {
            bytes.write((field << 3) | 2);
            if (value.length > 127) {
                bytes.write((value.length & 0x7f) | 0x80);
                bytes.write(value.length >> 7);
            } else {
                bytes.write(value.length);
            }
            bytes.writeBytes(value);
            return this;
        }

        Message with(int field, String value) {
            return with(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message with(int field, int value) {
            bytes.write(field << 3);
            bytes.write(value);
            return this;
        }

        byte[] done() {
            return bytes.toByteArray();
        }
    }

    private static byte[] step(String digest, String name, String error) {
        var step = new Message()
                .with(1, digest)
                .with(2, "input")
                .with(3, name)
                .with(4, 1)
                .with(5, new byte[] {8, 1});
        return error.isEmpty()
                ? step.done()
                : step.with(6, new byte[] {8, 2}).with(7, error).done();
    }

    private static byte[] output(String digest, String text) {
        return new Message()
                .with(1, digest)
                .with(2, new byte[] {8, 1})
                .with(3, 1)
                .with(4, text)
                .done();
    }

    @Test
    void readsStepsAndTheirOutput() {
        String name = "[1/2] RUN " + "x".repeat(200);
        byte[] message = new Message()
                .with(1, step("d", name, ""))
                .with(3, output("d", "grüße\n"))
                .done();
        BuildTrace trace = BuildTrace.decode(message);
        assertEquals(List.of(new BuildTrace.Step("d", name, true, true, false, "")), trace.steps());
        assertEquals(List.of(new BuildTrace.Output("d", "grüße\n")), trace.outputs());
    }

    @Test
    void whatIsNoTraceIsRefused() {
        assertThrows(RuntimeException.class, () -> BuildTrace.decode(new byte[] {(byte) 0xff, (byte) 0xff}));
    }

    @Test
    void failureTellsTheStepAndItsLastTenLines() {
        List<String> log = new ArrayList<>();
        var progress = new BuildProgress(
                log::add, new ImageAccess("nua-p/shop"), Mask.of(List.of()), new Resources(2L << 30, 1.5, 4096));
        String name = "[build 2/3] RUN --mount=type=cache,id=x,target=/y [\"npm\",\"ci\"]";
        progress.add(
                BuildTrace.decode(new Message().with(1, step("d", name, "")).done()));
        for (int i = 1; i <= 12; i++) {
            progress.add(BuildTrace.decode(new Message()
                    .with(3, output("d", "li"))
                    .with(3, output("d", "ne " + i + "\n"))
                    .done()));
        }
        progress.add(BuildTrace.decode(new Message()
                .with(3, output("d", "end"))
                .with(1, step("d", name, "it failed"))
                .done()));
        var failure = progress.failure("executor failed running [npm ci]: exit code: 2");
        assertEquals(Kind.REJECTED_BY_APP, failure.kind());
        String text = String.valueOf(failure.getMessage());
        assertTrue(text.startsWith("Build step '[build 2/3] npm ci' failed with exit code 2."), text);
        assertTrue(text.endsWith("line 12\nend") && text.contains("line 4\n") && !text.contains("line 3\n"), text);
        assertEquals("[build 2/3] npm ci (cached)", log.get(0));
        assertEquals("line 1", log.get(1));
    }

    @Test
    void whatIsWrittenOverIsToldOnce() {
        List<String> log = new ArrayList<>();
        var progress = new BuildProgress(
                log::add, new ImageAccess("nua-p/shop"), Mask.of(List.of()), new Resources(2L << 30, 1.5, 4096));
        for (String part : List.of("read ... 5%\rread ... 9%", "\rread", " all\nfrom Windows\r", "\nlast\r")) {
            progress.add(
                    BuildTrace.decode(new Message().with(3, output("d", part)).done()));
        }
        progress.add(BuildTrace.decode(new Message()
                .with(
                        1,
                        new Message()
                                .with(1, "d")
                                .with(5, new byte[] {8, 1})
                                .with(6, new byte[] {8, 2})
                                .done())
                .done()));
        assertEquals(
                List.of("read all", "from Windows", "last"),
                log.stream().filter(line -> !line.startsWith("[")).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "failed to solve: failed to do request: Head \"https://r.example.org/v2/library/node/manifests/20\": dial tcp:"
                        + " no such host | The image node:20 cannot be fetched: its registry r.example.org does not answer"
                        + " (dial tcp: no such host). Deploy again when it does, or let FROM name an image that is here, such"
                        + " as nua/base:trixie.",
                "failed to do request: Head \"https://r.example.org/v2/docker/dockerfile/manifests/1\": dial tcp: no such host"
                        + " | The line '# syntax=docker/dockerfile:1' of the Dockerfile cannot be followed: its registry"
                        + " r.example.org does not answer (dial tcp: no such host). Leave the line out, or deploy again when"
                        + " it does.",
                "failed to compute cache key: \"/app.py\" not found: not found | '[2/2] COPY app.py .' takes /app.py, which is"
                        + " not there: name a file of the source that .dockerignore does not leave out, or of the stage that"
                        + " it is taken from.",
                "dockerfile parse error line 6: unknown instruction: HI | Line 6 of the Dockerfile has an unknown instruction:"
                        + " HI. Mend it; if it belongs to a here-document (<<EOF), this Docker engine wants the first line"
                        + " '# syntax=docker/dockerfile:1'."
            })
    void tellsWhatToChangeInADockerfile(String error, String sentence) {
        var progress = new BuildProgress(
                line -> {}, new ImageAccess("nua-p/shop"), Mask.of(List.of()), new Resources(2L << 30, 1.5, 4096));
        progress.add(BuildTrace.decode(new Message()
                .with(1, step("d", "[2/2] COPY app.py .", "it failed"))
                .done()));

        assertEquals(sentence, progress.failure(error).getMessage());
    }

    @Test
    void whoseFaultItIs() {
        var progress = new BuildProgress(
                line -> {}, new ImageAccess("nua-p/shop"), Mask.of(List.of()), new Resources(2L << 30, 1.5, 4096));
        assertEquals(
                Kind.UNAVAILABLE,
                progress.failure("write /x: no space left on device").kind());
        assertEquals(
                Kind.UNAVAILABLE,
                progress.failure("failed to do request: Head https://x/v2: dial tcp: lookup x: no such host")
                        .kind());
        assertTrue(String.valueOf(
                        progress.failure("executor failed: exit code: 137").getMessage())
                .contains("out of memory"));
        assertEquals(
                Kind.REJECTED_BY_APP,
                progress.failure("dockerfile parse error line 3: unknown instruction: RUM")
                        .kind());
    }
}

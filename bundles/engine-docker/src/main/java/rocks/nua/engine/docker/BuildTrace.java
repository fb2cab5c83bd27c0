package rocks.nua.engine.docker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What BuildKit tells about a build in progress: its {@code StatusResponse} in the protobuf encoding, of which the few fields
 * needed are read here.
 */
record BuildTrace(List<Step> steps, List<Output> outputs) {

    /** A step of the build. */
    record Step(String digest, String name, boolean cached, boolean started, boolean completed, String error) {}

    /** What a step said. */
    record Output(String digest, String text) {}

    /** A field as it stands: a number or bytes. */
    private record Field(int number, long value, ByteBuffer bytes) {
        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
    }

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    static BuildTrace decode(byte[] message) {
        List<Step> steps = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (Field field : fields(ByteBuffer.wrap(message))) {
            if (field.number() == 1) {
                steps.add(step(field.bytes()));
            } else if (field.number() == 3) {
                outputs.add(output(field.bytes()));
            }
        }
        return new BuildTrace(steps, outputs);
    }

    private static Step step(ByteBuffer message) {
        Step step = new Step("", "", false, false, false, "");
        for (Field field : fields(message)) {
            step = switch (field.number()) {
                case 1 -> new Step(field.text(), step.name, step.cached, step.started, step.completed, step.error);
                case 3 -> new Step(step.digest, field.text(), step.cached, step.started, step.completed, step.error);
                case 4 -> new Step(step.digest, step.name, field.value != 0, step.started, step.completed, step.error);
                case 5 -> new Step(step.digest, step.name, step.cached, true, step.completed, step.error);
                case 6 -> new Step(step.digest, step.name, step.cached, step.started, true, step.error);
                case 7 -> new Step(step.digest, step.name, step.cached, step.started, step.completed, field.text());
                default -> step;
            };
        }
        return step;
    }

    private static Output output(ByteBuffer message) {
        String digest = "";
        String text = "";
        for (Field field : fields(message)) {
            if (field.number() == 1) {
                digest = field.text();
            } else if (field.number() == 4) {
                text = field.text();
            }
        }
        return new Output(digest, text);
    }

    private static List<Field> fields(ByteBuffer message) {
        List<Field> fields = new ArrayList<>();
        while (message.hasRemaining()) {
            long key = varint(message);
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case VARINT -> fields.add(new Field(number, varint(message), ByteBuffer.allocate(0)));
                case FIXED64 -> fields.add(new Field(number, message.getLong(), ByteBuffer.allocate(0)));
                case BYTES -> fields.add(new Field(number, 0, slice(message, (int) varint(message))));
                case FIXED32 -> fields.add(new Field(number, message.getInt(), ByteBuffer.allocate(0)));
                default -> throw new IllegalArgumentException("Not a protobuf message");
            }
        }
        return fields;
    }

    private static ByteBuffer slice(ByteBuffer message, int length) {
        ByteBuffer slice = message.slice(message.position(), length);
        message.position(message.position() + length);
        return slice;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("Not a protobuf message");
    }
}

package rocks.nua.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The networks that this machine knows a way to, so that no app gets the addresses of one. */
record Routes(Path table) {
    private static final int DESTINATION = 1;
    private static final int MASK = 7;

    static Routes ofThisMachine() {
        return new Routes(Path.of("/proc/net/route"));
    }

    List<Subnet> list() {
        if (!Files.isReadable(table)) {
            return List.of();
        }
        try (var lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.split("\\s+", -1))
                    .filter(columns -> columns.length > MASK && !columns[MASK].equals("00000000"))
                    .map(columns -> new Subnet(swapped(columns[DESTINATION]), Integer.bitCount(swapped(columns[MASK]))))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int swapped(String littleEndian) {
        return Integer.reverseBytes(Integer.parseUnsignedInt(littleEndian, 16));
    }
}

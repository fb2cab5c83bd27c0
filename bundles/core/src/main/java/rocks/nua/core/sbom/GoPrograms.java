package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Go programs, by the list of modules that the linker of Go 1.18 and later leaves in them. */
final class GoPrograms implements Catalog {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int INLINE = 2;
    /** The header is 32 bytes long; magic, size of a pointer and flags are 16 of them. */
    private static final int REST_OF_HEADER = 16;
    /** Marks of 16 bytes stand around the list. */
    private static final int MARK = 16;

    /** Whether a program is of Go stands inside it; those of the distribution are no concern of the app. */
    @Override
    public boolean holds(String path) {
        return (!path.startsWith("usr/") || path.startsWith("usr/local/"))
                && !path.startsWith("bin/")
                && !path.startsWith("lib")
                && !path.startsWith("sbin/")
                && path.indexOf('.', path.lastIndexOf('/')) < 0;
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        if (!Arrays.equals(file.readNBytes(ELF.length), ELF)) {
            return List.of();
        }
        Bytes bytes = new Bytes(file);
        while (bytes.find(MAGIC)) {
            bytes.next();
            if ((bytes.next() & INLINE) != 0) {
                bytes.skip(REST_OF_HEADER);
                return components(bytes.text(), bytes.text());
            }
        }
        return List.of();
    }

    private static List<Component> components(String version, String modules) {
        List<Component> found = new ArrayList<>();
        if (version.startsWith("go")) {
            found.add(Component.of("golang", "", "stdlib", version.substring(2).replaceFirst(" .*", "")));
        }
        if (modules.length() <= 2 * MARK) {
            return found;
        }
        int dependencies = 0;
        for (String line :
                modules.substring(MARK, modules.length() - MARK).lines().toList()) {
            String[] words = line.split("\t", -1);
            if (words.length > 2 && words[0].equals("=>") && dependencies > 0) {
                found.set(found.size() - 1, module(words[1], words[2])); // what stands there instead
            } else if (words.length > 2 && (words[0].equals("dep") || words[0].equals("mod"))) {
                found.add(module(words[1], words[2]));
                dependencies++;
            }
        }
        return found;
    }

    private static Component module(String path, String version) {
        int slash = path.lastIndexOf('/');
        return Component.of("golang", slash < 0 ? "" : path.substring(0, slash), path.substring(slash + 1), version);
    }

    /** A file byte by byte; behind its end are zeros. */
    private static final class Bytes {
        private static final int MOST_DIGITS = 4;

        private final InputStream file;
        private final byte[] buffer = new byte[1 << 16];
        private int at;
        private int end;

        Bytes(InputStream file) {
            this.file = file;
        }

        private boolean more() throws IOException {
            if (at == end) {
                at = 0;
                end = Math.max(0, file.read(buffer));
            }
            return end > 0;
        }

        int next() throws IOException {
            return more() ? buffer[at++] & 0xff : 0;
        }

        void skip(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                next();
            }
        }

        /** Goes behind the next of these, of which the first byte is unlike all others. */
        boolean find(byte[] wanted) throws IOException {
            int matched = 0;
            while (matched < wanted.length && more()) {
                byte one = buffer[at++];
                matched = one == wanted[matched] ? matched + 1 : one == wanted[0] ? 1 : 0;
            }
            return matched == wanted.length;
        }

        /** A text led by its length, seven bits to a byte. */
        String text() throws IOException {
            int length = 0;
            int digit = 0x80;
            for (int i = 0; i < MOST_DIGITS && digit >= 0x80; i++) {
                digit = next();
                length |= (digit & 0x7f) << (7 * i);
            }
            byte[] text = new byte[Math.min(length, LARGEST_TEXT)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) next();
            }
            return new String(text, StandardCharsets.ISO_8859_1);
        }
    }
}

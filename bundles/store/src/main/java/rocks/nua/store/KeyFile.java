package rocks.nua.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import rocks.nua.api.NuaException;

/**
 * The key of the secrets, in a file of its own so that a copy of the database alone tells nothing.
 *
 * @param file one line: 32 bytes in Base64
 */
record KeyFile(Path file) {
    private static final int BYTES = 32;

    /**
     * The key; drawn and written where there is none.
     *
     * @param needed whether there is a database already that only the old key opens
     */
    byte[] read(boolean needed) {
        try {
            if (!Files.exists(file)) {
                if (needed) {
                    throw refused("is missing, but there is a database that needs it");
                }
                byte[] drawn = new byte[BYTES];
                new SecureRandom().nextBytes(drawn);
                PrivateFiles.write(
                        file, (Base64.getEncoder().encodeToString(drawn) + "\n").getBytes(StandardCharsets.UTF_8));
                return drawn;
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw refused("does not hold a key of 32 bytes");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw refused("is not Base64 text");
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The key file " + file
                            + " cannot be read or written. Check its owner, its rights (0600) and the disk.",
                    e);
        }
    }

    private NuaException refused(String why) {
        return new NuaException(
                NuaException.Kind.UNAVAILABLE,
                "The key file " + file + " " + why + ". Put the right one back from a backup; no new one is made.");
    }
}

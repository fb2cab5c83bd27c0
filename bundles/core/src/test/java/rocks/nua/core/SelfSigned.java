package rocks.nua.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

/** Keys whose certificate nobody else has signed, made by the JDK's own keytool. */
public final class SelfSigned {
    public static final char[] PASSWORD = "changeit".toCharArray();

    private SelfSigned() {}

    /** A store with one key, {@code key}, in a file of the folder. */
    public static KeyStore keys(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        int status = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertEquals(0, status, "keytool");
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }
}

package rocks.nua.core.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars and kars of plugins, as others build them. */
final class SampleJar {
    private static final String CLASS =
            SampleActivator.class.getName().replace('.', '/').concat(".class");

    private SampleJar() {}

    /** A plugin that gives the builder of that name, with further headers. */
    static Path plugin(Path to, String name, String version, Map<String, String> headers) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "Bundle-ManifestVersion",
                "2",
                "Bundle-SymbolicName",
                "org.example." + name,
                "Bundle-Version",
                version,
                "Bundle-Activator",
                SampleActivator.class.getName(),
                "Import-Package",
                "org.osgi.framework,rocks.nua.api.build;version=\"[1.0,2)\"",
                "Sample",
                name));
        all.putAll(headers);
        byte[] code;
        try (InputStream in = Objects.requireNonNull(SampleJar.class.getResourceAsStream("/" + CLASS))) {
            code = in.readAllBytes();
        }
        return zip(to, all, Map.of(CLASS, code, "notes.txt", "word".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static Path plugin(Path to, String name, String version) throws IOException {
        return plugin(to, name, version, Map.of());
    }

    static Path zip(Path to, Map<String, String> headers, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            headers.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            manifest.write(zip);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return to;
    }
}

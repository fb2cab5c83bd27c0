package rocks.nua.core.sbom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Java archives by what Maven wrote into them, also those inside others; of one that holds no such word, its file's name tells. */
final class JavaArchives implements Catalog {
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:jar|war|ear)");
    private static final Pattern MAVEN = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern VERSIONED = Pattern.compile("(?:.*/)?([^/]+?)-([0-9][A-Za-z0-9_.+-]*)\\.[a-z]+");
    /** An archive may unpack to anything; what lies behind that much of it is not looked at. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int DEEPEST = 2;

    @Override
    public boolean holds(String path) {
        return ARCHIVE.matcher(path).matches();
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        List<Component> found = new ArrayList<>();
        try {
            look(path, file, found, new AtomicLong(MOST_BYTES), 0);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return found; // broken, or not an archive at all
        }
        return found;
    }

    private void look(String path, InputStream file, List<Component> found, AtomicLong ration, int depth)
            throws IOException {
        List<Component> own = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new Rationed(file, new AtomicLong(Long.MAX_VALUE)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                @SuppressWarnings("resource") // the entry ends with the archive
                var content = new Rationed(zip, ration);
                if (MAVEN.matcher(entry.getName()).matches()) {
                    own.addAll(component(content));
                } else if (depth < DEEPEST && holds(entry.getName())) {
                    look(entry.getName(), content, found, ration, depth + 1);
                }
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
        if (own.isEmpty()) {
            Matcher name = VERSIONED.matcher(path);
            if (name.matches()) {
                own.add(Component.named(name.group(1), name.group(2)));
            }
        }
        found.addAll(own);
    }

    private static List<Component> component(InputStream file) throws IOException {
        Properties properties = new Properties();
        properties.load(file);
        String group = properties.getProperty("groupId", "");
        String name = properties.getProperty("artifactId", "");
        String version = properties.getProperty("version", "");
        return group.isEmpty() || name.isEmpty() || version.isEmpty()
                ? List.of()
                : List.of(Component.of("maven", group, name, version));
    }
}

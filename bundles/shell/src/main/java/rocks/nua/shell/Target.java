package rocks.nua.shell;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.AppName;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Source;

/**
 * What to deploy as which app.
 *
 * @param app its name
 * @param folder of this machine; empty: git or image
 * @param git address with an optional reference; empty: folder or image
 * @param image reference; empty: folder, git or package
 * @param packageId of an app in the catalogue; empty: folder, git or image
 */
record Target(AppName app, String folder, String git, String image, String packageId) {

    /** Exactly one of the four; the app is named after it where no name is said. */
    static Target of(String app, String folder, String git, String image, String packageId) {
        List<String> said = Stream.of(folder, git, image, packageId)
                .filter(text -> !text.isEmpty())
                .toList();
        if (said.size() != 1) {
            throw NuaException.badRequest("Say what to deploy: a folder, --git, --image or --package.");
        }
        AppName name = app.isEmpty()
                ? AppName.from(lastWord(image.isEmpty() ? said.get(0) : image.replaceFirst("[:@][^/]*$", "")))
                : new AppName(app);
        return new Target(name, folder, git, image, packageId);
    }

    /** The source, ready to be read. */
    Opened open() throws IOException {
        if (!image.isEmpty()) {
            return new Opened(new Source.Image(new ImageRef(image)), () -> {});
        }
        if (!git.isEmpty()) {
            int hash = git.indexOf('#');
            String url = hash < 0 ? git : git.substring(0, hash);
            return new Opened(new Source.Git(url, hash < 0 ? "" : git.substring(hash + 1)), () -> {});
        }
        if (!packageId.isEmpty()) {
            return new Opened(new Source.Package(packageId), () -> {});
        }
        FolderArchive archive = FolderArchive.of(Path.of(folder));
        InputStream bytes = archive.open();
        return new Opened(new Source.Upload(bytes), () -> {
            bytes.close();
            archive.close();
        });
    }

    /**
     * A source with what must be closed after it was read.
     *
     * @param source the source
     * @param after what to close
     */
    record Opened(Source source, Closeable after) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            after.close();
        }
    }

    private static String lastWord(String text) {
        String[] parts =
                text.replaceFirst("#.*$", "").replaceFirst("(\\.git)?/*$", "").split("[/:]", -1);
        return parts[parts.length - 1];
    }
}

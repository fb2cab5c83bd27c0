package rocks.nua.api.manifest;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.app.AppSpec;

/** Reads what a source folder says of its app. Thread-safe. */
@ProviderType
public interface ManifestReader {
    /**
     * A manifest that was read.
     *
     * @param spec what it says; {@link AppSpec#EMPTY} when the folder has none
     * @param file path of the file in the folder; empty: there is none
     * @param warnings what is odd in it, a sentence each with file, line and key
     */
    record Manifest(AppSpec spec, String file, List<String> warnings) {
        /** Copies. */
        public Manifest {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads the folder's manifest.
     *
     * @throws rocks.nua.api.NuaException REJECTED_BY_APP with file, line, column, key and what is expected
     */
    Manifest read(Path folder);
}

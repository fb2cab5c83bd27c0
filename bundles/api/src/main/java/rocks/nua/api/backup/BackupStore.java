package rocks.nua.api.backup;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps what must outlive the platform's own disk, such as on a NAS. A service with {@link rocks.nua.api.Plugin}; the platform calls
 * it from queues of its own. {@link #list} has a time limit of 20 s; the others may take hours, but not 5 minutes without a byte of
 * their content being read or written. Must be thread-safe.
 *
 * <p>Names are relative paths such as {@code services/db/shop.20260101-120000-000-1a2b3c4d.dump}: parts of ASCII letters, digits,
 * {@code .} and {@code -} with {@code /} between them. A part begins with a letter or digit, so that names which begin otherwise are
 * free for what is half written. Every call throws {@link rocks.nua.api.NuaException}: UNAVAILABLE, with a sentence for people, when
 * the store does not answer or is full.
 */
@ConsumerType
public interface BackupStore {
    /**
     * Something that is kept.
     *
     * @param name its name
     * @param bytes its size
     * @param createdAt when it was saved
     */
    record Backup(String name, long bytes, Instant createdAt) {}

    /**
     * Keeps the content, whole or not at all, in place of what had that name.
     *
     * @param content ends well or throws, upon which nothing is kept; the platform closes it
     */
    void save(String name, InputStream content);

    /**
     * All that is kept below a folder, at any depth; nothing where there is no such folder.
     *
     * @param folder a name without its last parts, such as {@code services} or {@code services/db}
     */
    List<Backup> list(String folder);

    /**
     * Writes out what was saved under that name.
     *
     * @param to where to; the platform closes it
     * @throws rocks.nua.api.NuaException NOT_FOUND
     */
    void load(String name, OutputStream to);
}

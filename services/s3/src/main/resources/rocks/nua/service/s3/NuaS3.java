import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy for many keys: the file of a key has its secret and the name of the folder with the buckets that it sees. Compiled in the image. */
final class NuaS3 {
    private static final Pattern KEY = Pattern.compile("[a-z0-9_]+");
    private static final Map<String, BlobStore> STORES = new ConcurrentHashMap<>();

    private NuaS3() {}

    public static void main(String[] arguments) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .endpoint(URI.create("http://0.0.0.0:9000"))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        "nobody-" + UUID.randomUUID(),
                        UUID.randomUUID().toString())
                .blobStore(new TransientNio2BlobStore())
                .ignoreUnknownHeaders(true)
                .build();
        proxy.setBlobStoreLocator((key, bucket, blob) -> grant(key));
        proxy.start();
    }

    private static AccessGrant grant(String key) {
        if (key == null || !KEY.matcher(key).matches()) {
            return null;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of("/data/keys", key));
            String folder = "/data/apps/" + lines.get(1);
            return new AccessGrant(lines.get(0), STORES.computeIfAbsent(folder, FilesystemNio2BlobStore::new));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

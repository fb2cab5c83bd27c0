package rocks.nua.service.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Secret;
import rocks.nua.api.engine.Engine;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.BackingService.Credentials;
import rocks.nua.engine.docker.DockerEngine;
import rocks.nua.testkit.BackingServiceContract;
import rocks.nua.testkit.FixedSettings;

class S3ServiceTest extends BackingServiceContract {
    private static final String CURL =
            "curl -fsS --aws-sigv4 aws:amz:us-east-1:s3 --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\" ";

    @Override
    protected BackingService service() {
        return new S3Service();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return CURL + "-X PUT -H 'Content-Type: text/plain' --data-binary \"$1\" \"$S3_ENDPOINT/$S3_BUCKET/words/$1\"";
    }

    @Override
    protected String read() {
        return CURL + "\"$S3_ENDPOINT/$S3_BUCKET\"";
    }

    @Test
    void callsABucketAsS3Does() {
        assertEquals("my-shop", bucket("my_shop"));
        assertEquals("ab-files", bucket("ab"));
    }

    private String bucket(String database) {
        return service()
                .variables(new Credentials("store", database, database, new Secret("abc")))
                .get("S3_BUCKET")
                .reveal();
    }
}

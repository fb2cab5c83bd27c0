package rocks.nua.service.mail;

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

class MailServiceTest extends BackingServiceContract {
    @Override
    protected BackingService service() {
        return new MailService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    /** Exim puts what it has taken into the inbox right after it said so. */
    @Override
    protected String write() {
        return """
                printf 'From: shop@example.org\\r\\nSubject: %s\\r\\n\\r\\nHello\\r\\n' "$1" |
                    curl -sS --url "smtp://$SMTP_HOST:$SMTP_PORT" --user "$SMTP_USER:$SMTP_PASSWORD" --upload-file - \\
                        --mail-from shop@example.org --mail-rcpt somebody@example.com
                """;
    }

    @Override
    protected String read() {
        return "list\n";
    }

    @Override
    protected boolean readAtTheConsole() {
        return true;
    }

    @Test
    void tellsOneAddress() {
        var variables = service().variables(new Credentials("post", "shop", "shop_", new Secret("abc")));
        assertEquals("smtp://shop_:abc@post:2525", variables.get("SMTP_URL").reveal());
    }
}

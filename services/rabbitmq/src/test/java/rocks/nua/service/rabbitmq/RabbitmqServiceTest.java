package rocks.nua.service.rabbitmq;

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

class RabbitmqServiceTest extends BackingServiceContract {
    private static final String CHANNEL =
            """
            import os, pika, sys
            channel = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"])).channel()
            channel.queue_declare("words", durable=True)
            """;

    @Override
    protected BackingService service() {
        return new RabbitmqService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return python(
                """
                channel.confirm_delivery()
                channel.basic_publish("", "words", sys.argv[1].encode(), pika.BasicProperties(delivery_mode=2))
                """);
    }

    /** What is not acknowledged goes back into the queue. */
    @Override
    protected String read() {
        return python(
                """
                for method, properties, body in iter(lambda: channel.basic_get("words"), (None, None, None)):
                    print(body.decode())
                """);
    }

    private static String python(String script) {
        return "python3 - \"$1\" <<'PYTHON'\n" + CHANNEL + script + "PYTHON\n";
    }

    @Test
    void tellsOneAddress() {
        var variables = service().variables(new Credentials("queue", "shop", "shop_", new Secret("abc")));
        assertEquals(
                "amqp://shop_:abc@queue:5672/shop", variables.get("AMQP_URL").reveal());
    }
}

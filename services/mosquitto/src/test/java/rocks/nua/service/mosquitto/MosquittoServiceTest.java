package rocks.nua.service.mosquitto;

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

class MosquittoServiceTest extends BackingServiceContract {
    @Override
    protected BackingService service() {
        return new MosquittoService();
    }

    @Override
    protected Engine engine() {
        return new DockerEngine(FixedSettings.of(Path.of("target").toAbsolutePath()));
    }

    @Override
    protected String write() {
        return "XDG_CONFIG_HOME=/tmp mosquitto_pub -q 1 -r -L \"$MQTT_URL/$MQTT_TOPIC/words/$1\" -m \"$1\"";
    }

    /** The broker answers a subscription that is not allowed with silence. */
    @Override
    protected String read() {
        return "XDG_CONFIG_HOME=/tmp mosquitto_sub -W 1 --retained-only -L \"$MQTT_URL/$MQTT_TOPIC/words/#\" || [ $? = 27 ]";
    }

    @Test
    void tellsTheTopicBelowWhichAllOfTheAppIs() {
        var variables = service().variables(new Credentials("mqtt", "shop", "shop_", new Secret("abc")));
        assertEquals("mqtt://shop_:abc@mqtt:1883", variables.get("MQTT_URL").reveal());
        assertEquals("shop", variables.get("MQTT_TOPIC").reveal());
    }
}

package rocks.nua.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rocks.nua.api.AppName;
import rocks.nua.api.Domain;
import rocks.nua.api.Secret;

class JsonTest {
    private final Json json = new Json();

    @Test
    void valuesAreTexts() {
        assertEquals(
                "[\"shop\",\"a.example.org\",\"***\",\"2026-01-31T12:00:00Z\"]",
                json.write(List.of(new AppName("shop"), new Domain("a.example.org"), new Secret("x"), FakeCore.NOON)));
    }

    @Test
    void durationsAreSeconds() {
        assertEquals("{\"took\":1.500}", json.write(Map.of("took", Duration.ofMillis(1500))));
    }

    @Test
    void aDeployment() {
        assertEquals(
                "{\"id\":7,\"app\":\"shop\",\"state\":\"SUCCEEDED\",\"source\":\"folder\",\"caller\":\"anna\","
                        + "\"steps\":[{\"step\":\"FETCH\",\"startedAt\":\"2026-01-31T12:00:00Z\",\"took\":1.500}],"
                        + "\"release\":3,\"message\":\"http://shop.localhost\",\"createdAt\":\"2026-01-31T12:00:00Z\"}",
                json.write(FakeCore.deployment(7)));
    }
}

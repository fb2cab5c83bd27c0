package rocks.nua.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.app.HealthCheck;
import rocks.nua.api.app.Resources;

final class DocumentsTest {
    @Test
    void aSpecComesBackAsItWas() {
        assertEquals(StoreContract.SPEC, Documents.readSpec(Documents.write(StoreContract.SPEC)));
        assertEquals(AppSpec.EMPTY, Documents.readSpec(Documents.write(AppSpec.EMPTY)));
    }

    @Test
    void whatAnOlderVersionDidNotWriteIsTheDefault() {
        assertEquals(AppSpec.EMPTY, Documents.readSpec("{}"));
        AppSpec old = Documents.readSpec(
                "{'run':{'start':['a']},'resources':{'pids':9},'volumes':[{'name':'v'}],".replace('\'', '"')
                        + "\"health\":{\"type\":\"http\",\"path\":\"/\",\"timeout\":\"PT5S\",\"startPeriod\":\"PT60S\"}}");
        assertEquals(new AppSpec.Run(List.of(), List.of("a"), List.of(), List.of(), ""), old.run());
        assertEquals(new Resources(Resources.DEFAULT.memoryBytes(), Resources.DEFAULT.cpus(), 9), old.resources());
        assertEquals(List.of(new AppSpec.Volume("v", "", false)), old.volumes());
        assertEquals(new HealthCheck.Http("/", Duration.ofSeconds(5), Duration.ofSeconds(60)), old.health());
    }

    @Test
    void whatANewerVersionWroteIsIgnored() {
        AppSpec spec = Documents.readSpec(
                "{\"tomorrow\":{\"x\":1},\"build\":{\"builder\":\"node\",\"speed\":3},\"env\":{\"A\":{\"type\":\"text\",\"value\":\"v\",\"n\":1}}}");
        assertEquals("node", spec.build().builder());
        assertEquals(Map.of("A", new AppSpec.EnvValue.Text("v")), spec.env());
    }
}

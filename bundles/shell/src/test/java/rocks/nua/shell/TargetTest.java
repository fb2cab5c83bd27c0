package rocks.nua.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Source;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "'', /srv/Shop_1/, '', '', shop-1",
        "'', '', https://example.org/team/shop.git#main, '', shop",
        "'', '', git@example.org:shop.git, '', shop",
        "'', '', '', registry.example.org/team/shop:1.2, shop",
        "named, /srv/shop, '', '', named"
    })
    void appsAreNamedAfterTheirSource(String app, String folder, String git, String image, String name) {
        assertEquals(name, Target.of(app, folder, git, image, "").app().value());
    }

    @Test
    void exactlyOneSource() {
        assertThrows(NuaException.class, () -> Target.of("", "", "", "", ""));
        assertThrows(NuaException.class, () -> Target.of("", "/srv/a", "", "b:1", ""));
    }

    @Test
    void sources() throws IOException {
        try (var git = Target.of("", "", "https://example.org/a.git#v1", "", "").open();
                var image = Target.of("", "", "", "a:1", "").open()) {
            assertEquals(new Source.Git("https://example.org/a.git", "v1"), git.source());
            assertEquals(new Source.Image(new ImageRef("a:1")), image.source());
        }
    }
}

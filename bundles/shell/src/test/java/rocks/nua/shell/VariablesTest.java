package rocks.nua.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;
import rocks.nua.api.Secret;

class VariablesTest {
    @Test
    void theFirstEqualsSignDivides() {
        assertEquals(Map.of("A", new Secret("b=c"), "EMPTY", new Secret("")), Variables.of(List.of("A=b=c", "EMPTY=")));
    }

    @Test
    void aWordAloneIsNone() {
        assertThrows(NuaException.class, () -> Variables.of(List.of("A")));
        assertThrows(NuaException.class, () -> Variables.of(List.of("=b")));
    }
}

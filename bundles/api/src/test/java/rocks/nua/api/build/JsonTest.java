package rocks.nua.api.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.NuaException;

class JsonTest {
    @Test
    void readsEveryKindOfValue() {
        assertEquals(
                Map.of("text", "a\"\u00e9\n", "list", List.of(1.0, -2.5e3, true, false, Json.NULL), "empty", Map.of()),
                Json.parse(
                        "f",
                        "\uFEFF {\"text\": \"a\\\"\\u00e9\\n\", \"list\": [1, -2.5e3, true, false, null], \"empty\": {}} "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "\"open",
                "\"a\nb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "tru",
                "1x",
                "--1",
                "{} {}",
                "'a'",
                "// comment\n{}"
            })
    void rejectsWithLineAndColumn(String text) {
        var refusal = assertThrows(NuaException.class, () -> Json.parse("package.json", text));

        assertTrue(
                String.valueOf(refusal.getMessage())
                        .matches("package.json is not valid JSON: line \\d+, column \\d+: .+\\. Mend it there\\."),
                refusal.getMessage());
    }

    @Test
    void endlessNestingIsRejectedInsteadOfFollowed() {
        var refusal = assertThrows(NuaException.class, () -> Json.parse("package.json", "[".repeat(1_000_000)));

        assertTrue(String.valueOf(refusal.getMessage()).contains("nested too deeply"));
    }
}

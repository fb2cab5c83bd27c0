package rocks.nua.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {
    @ParameterizedTest
    @CsvSource({
        "[FATAL tini (7)] exec /entry.sh failed: Permission denied, ' Make the file that starts it executable: chmod +x.'",
        "mkdir() \"/var/lib/x\" failed (13: Permission denied), ' It does not run as root: let it write to /tmp or a volume,"
                + " or give its user what it writes.'",
        "ready, ''"
    })
    void tellsWhatToDoAboutWhatIsForbidden(String line, String advice) {
        assertEquals(advice, Fleet.forbidden(List.of("starts", line)));
    }
}

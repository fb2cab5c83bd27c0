package rocks.nua.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rocks.nua.api.NuaException;

final class VaultTest {
    private final Vault vault = new Vault(new byte[32]);

    @Test
    void opensWhatItSealed() {
        assertEquals("text \u00fc", vault.open("a/b/c", vault.seal("a/b/c", "text \u00fc")));
        assertEquals("", vault.open("a/b/c", vault.seal("a/b/c", "")));
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertFalse(Arrays.equals(vault.seal("a", "text"), vault.seal("a", "text")));
    }

    @Test
    void doesNotOpenElsewhereOrWithAnotherKeyOrChanged() {
        byte[] sealed = vault.seal("a", "text");
        byte[] other = new byte[32];
        other[0] = 1;
        assertThrows(NuaException.class, () -> vault.open("b", sealed));
        assertThrows(NuaException.class, () -> new Vault(other).open("a", sealed));
        assertThrows(NuaException.class, () -> vault.open("a", new byte[3]));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(NuaException.class, () -> vault.open("a", changed), "byte " + i);
        }
    }
}

package rocks.nua.api;

import java.util.Set;

/**
 * Who asks, and what they may do.
 *
 * @param name the name of the token or of the local administrator, for the audit
 * @param permissions what the caller may do
 */
public record Caller(String name, Set<Permission> permissions) {

    /** What a caller may be allowed to do. Each call of the api names the one it needs. */
    public enum Permission {
        /** Read what exists. */
        VIEW,
        /** Deploy, configure, start and stop apps, and run commands in them. */
        OPERATE,
        /** Everything else: tokens, plugins, the platform itself. */
        ADMINISTER
    }

    /** Copies the set. */
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Whoever holds the machine itself: the local shell. May do everything. */
    public static Caller local() {
        return new Caller("local", Set.of(Permission.values()));
    }

    /** Goes on only when the caller may do this; otherwise throws DENIED. */
    public void require(Permission permission) {
        if (!permissions.contains(permission)) {
            throw new NuaException(
                    NuaException.Kind.DENIED,
                    "'" + name + "' may not do this: it needs the permission " + permission
                            + ". Ask an administrator.");
        }
    }
}

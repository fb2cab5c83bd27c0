package rocks.nua.api.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan;

/**
 * The recipe of a kind of backing service. A service with {@link rocks.nua.api.Plugin}, whose name is the type that people
 * say. It returns data; the platform builds the image, runs the container and runs the commands in it. What a command
 * must not show in a process list goes to its standard input. Must be thread-safe.
 */
@ConsumerType
public interface BackingService {
    /**
     * A version that can be run.
     *
     * @param number as people say it, such as {@code 17}
     * @param image plan of its image; its start command is the server, in the foreground, as user {@code nua}
     * @param dataFolder absolute folder in the container that outlives it
     */
    record Version(String number, BuildPlan.Recipe image, String dataFolder) {}

    /**
     * What one app holds of a service.
     *
     * @param host name under which the app reaches it
     * @param database name of its own database: lower-case letters, digits and underscores, at most 63
     * @param user name of its own user: the database's, or the database's with an underscore behind it. The two take turns when
     *     credentials are rotated, and no other app's user is called so
     * @param password letters and digits
     */
    record Credentials(String host, String database, String user, Secret password) {}

    /**
     * A command in the service's container.
     *
     * @param arguments program and arguments
     * @param input its standard input; empty: none
     */
    record Command(List<String> arguments, String input) {
        /** Copies. */
        public Command {
            arguments = List.copyOf(arguments);
        }

        /** What is given may be secret and is not shown. */
        @Override
        public String toString() {
            return arguments.toString();
        }
    }

    /** The versions offered, newest first; at least one. */
    List<Version> versions();

    /** Whether one server keeps several apps apart; where it does not, it serves one app. */
    default boolean shared() {
        return true;
    }

    /** Whether it keeps data that a dump saves and an upgrade takes along; not so for a mere cache. */
    default boolean persistent() {
        return true;
    }

    /**
     * Whether {@link #bind} gives a second user the same database while the first goes on working, and each may use what the other
     * made: only then can credentials be rotated.
     */
    default boolean rotates() {
        return false;
    }

    /** Ends with status 0 once the service takes connections. */
    Command ready();

    /** Gives an app its database, user and password; repeated, it sets the password anew and keeps the data. */
    Command bind(Credentials app);

    /** Takes the user's access away, connections that are open included; the data stays, and so does another user's access. */
    Command unbind(Credentials app);

    /** Writes all data of the app to standard output. Asked only of what is {@link #persistent}. */
    default Command dump(Credentials app) {
        throw new UnsupportedOperationException("there is nothing to dump");
    }

    /**
     * Replaces the data of the app, which is bound, by the dump on standard input: all of it, or with another status than 0 nothing.
     * Reads dumps of every older version offered. Asked only of what is {@link #persistent}.
     */
    default Command restore(Credentials app) {
        throw new UnsupportedOperationException("there is nothing to restore");
    }

    /**
     * Writes lines that tell what the app has, such as each table with its rows and a checksum: the same for the same content in
     * every version offered. By them a restored copy is compared with the original; empty: it cannot be compared.
     */
    default Optional<Command> fingerprint(Credentials app) {
        return Optional.empty();
    }

    /**
     * A client with the app's own rights, for a person: reads statements from standard input, after the command's own input, which it
     * takes off first. Empty: there is none.
     */
    default Optional<Command> console(Credentials app) {
        return Optional.empty();
    }

    /**
     * Writes what is worth knowing of the server as lines of a name, a tab and a value: {@code version}, {@code connections},
     * {@code size}, {@code slowest} …; a name may come several times. Empty: nothing is.
     */
    default Optional<Command> facts() {
        return Optional.empty();
    }

    /** The variables of a linked app, such as {@code DATABASE_URL}. */
    Map<String, Secret> variables(Credentials app);
}

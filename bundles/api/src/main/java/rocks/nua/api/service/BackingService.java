package rocks.nua.api.service;

import java.util.List;
import java.util.Map;
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
     * @param user name of its own user, of the same letters
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

    /** Ends with status 0 once the service takes connections. */
    Command ready();

    /** Gives an app its database, user and password; repeated, it sets the password anew and keeps the data. */
    Command bind(Credentials app);

    /** Takes the app's access away, connections that are open included; its data stays. */
    Command unbind(Credentials app);

    /** Writes all data of the app to standard output. */
    Command dump(Credentials app);

    /** Replaces the data of the app by the dump on standard input: all of it, or with another status than 0 nothing. */
    Command restore(Credentials app);

    /** The variables of a linked app, such as {@code DATABASE_URL}. */
    Map<String, Secret> variables(Credentials app);
}

package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kinds of backing services through the front door: two apps on one server each, kept apart, and brought back from a dump after the
 * server was destroyed. How well each version keeps data is seen in the kinds' own tests.
 */
@Tag("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServiceKindsIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @TempDir
    static Path folder;

    private static final List<String> APPS = List.of("first", "second");
    private static final String PACKAGES =
            """
            format = 1
            [run]
            packages = ["bash", "curl", "mariadb-client", "mosquitto-clients", "postgresql-client", "python3-pika", "redis-tools"]
            """;
    private static final String QUEUE =
            """
            python3 - "$1" <<'PYTHON'
            import os, pika, sys
            channel = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"])).channel()
            channel.queue_declare("words", durable=True)
            %s
            PYTHON
            """;
    private static final String S3 =
            "curl -fsS --aws-sigv4 aws:amz:us-east-1:s3 --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\" ";
    private static final String SQL = "CREATE TABLE IF NOT EXISTS words (word text); INSERT INTO words VALUES ('$1')";
    private static final String MARIADB =
            "MYSQL_PWD=$MYSQL_PASSWORD mariadb -h \"$MYSQL_HOST\" -u \"$MYSQL_USER\" \"$MYSQL_DATABASE\" -e ";

    /** Servers that two apps share. */
    private static final List<Kind> SHARED = List.of(
            new Kind(
                    "rabbitmq",
                    QUEUE.formatted(
                            "channel.confirm_delivery(); channel.basic_publish('', 'words', sys.argv[1].encode(),"
                                    + " pika.BasicProperties(delivery_mode=2))"),
                    QUEUE.formatted("print(channel.basic_get('words')[2])"),
                    "AMQP_URL=${AMQP_URL%/*}/first"),
            new Kind(
                    "s3",
                    S3 + "-X PUT -H 'Content-Type: text/plain' --data-binary \"$1\" \"$S3_ENDPOINT/$S3_BUCKET/$1\"",
                    S3 + "\"$S3_ENDPOINT/$S3_BUCKET\"",
                    "S3_BUCKET=first"),
            new Kind(
                    "mosquitto",
                    "XDG_CONFIG_HOME=/tmp mosquitto_pub -q 1 -r -L \"$MQTT_URL/$MQTT_TOPIC/$1\" -m \"$1\"",
                    "XDG_CONFIG_HOME=/tmp mosquitto_sub -W 2 --retained-only -L \"$MQTT_URL/$MQTT_TOPIC/#\" || [ $? = 27 ]",
                    "MQTT_TOPIC=first"),
            new Kind(
                    "postgres",
                    "psql -qX -v ON_ERROR_STOP=1 -c \"" + SQL + "\"",
                    "psql -XAt -c 'SELECT word FROM words'",
                    "PGDATABASE=first"),
            new Kind(
                    "mariadb",
                    MARIADB + "\"" + SQL + "\"",
                    MARIADB + "'SELECT word FROM words'",
                    "MYSQL_DATABASE=first"));

    private static final Kind VALKEY = new Kind(
            "valkey",
            "redis-cli -e --no-auth-warning -u \"$REDIS_URL\" SADD words \"$1\"",
            "redis-cli -e --no-auth-warning -u \"$REDIS_URL\" SMEMBERS words",
            "");
    private static final Kind MEMCACHED = new Kind(
            "memcached",
            """
            exec 3<>/dev/tcp/$MEMCACHED_HOST/$MEMCACHED_PORT
            printf 'set word 0 0 %d\\r\\n%s\\r\\n' "${#1}" "$1" >&3
            read -r -t 5 line <&3 && [[ $line == STORED* ]]
            """,
            "exec 3<>/dev/tcp/$MEMCACHED_HOST/$MEMCACHED_PORT; printf 'get word\\r\\nquit\\r\\n' >&3; timeout 5 cat <&3",
            "");
    private static final Kind MAIL = new Kind(
            "mail",
            """
            printf 'From: shop@example.org\\r\\nSubject: %s\\r\\n\\r\\nHello\\r\\n' "$1" |
                curl -sS --url "smtp://$SMTP_HOST:$SMTP_PORT" --user "$SMTP_USER:$SMTP_PASSWORD" --upload-file - \\
                    --mail-from shop@example.org --mail-rcpt somebody@example.com
            """,
            "",
            "");

    /**
     * How apps use a kind of service.
     *
     * @param type its name, and that of the service
     * @param write a script that keeps the word {@code $1}
     * @param read a script that prints what is kept; empty: apps cannot read
     * @param intrude an assignment by which the second app asks for what is the first one's
     */
    private record Kind(String type, String write, String read, String intrude) {
        void write(String app, String word) {
            script(app, write, word).expect(0);
        }

        String read(String app) {
            return script(app, read, "").expect(0).out();
        }
    }

    @Test
    @Order(1)
    void eachIsMadeInOneLineAndLinkedToTwoAppsOrToOne() throws IOException {
        Path source = Sources.copy("python-plain", folder.resolve("source"));
        Files.writeString(source.resolve("nua-config.toml"), PACKAGES);
        for (String app : APPS) {
            deploy(app);
            NUA.nua("stop", app).expect(0);
        }
        for (Kind kind : SHARED) {
            make(kind, APPS);
        }
        make(MAIL, APPS);
        for (Kind kind : List.of(VALKEY, MEMCACHED)) {
            make(kind, List.of("first"));
            Program second = NUA.nua("services", "link", kind.type(), "second").expect(1);
            assertTrue(second.err().contains("serves one app, and holds the data of 'first'"), second.err());
        }
        APPS.forEach(ServiceKindsIT::deploy);
    }

    @Test
    @Order(2)
    void whatAppsWriteTheyReadAndNobodyElse() {
        for (Kind kind : SHARED) {
            kind.write("first", "apple");
            kind.write("second", "banana");
            assertTrue(kind.read("first").contains("apple"), kind.type());
            assertFalse(kind.read("first").contains("banana"), kind.type());
            assertFalse(kind.read("second").contains("apple"), kind.type());
            String thief = "export " + kind.intrude() + "\n";
            Program stolen = script("second", thief + kind.read(), "");
            assertFalse(stolen.out().contains("apple"), kind.type() + ": " + stolen);
            script("second", thief + kind.write(), "cherry");
            assertFalse(kind.read("first").contains("cherry"), kind.type());
        }
        for (Kind kind : List.of(VALKEY, MEMCACHED)) {
            kind.write("first", "apple");
            assertTrue(kind.read("first").contains("apple"), kind.type());
            String open = "timeout 5 bash -c '</dev/tcp/" + kind.type() + "/" + (kind == VALKEY ? 6379 : 11211) + "'";
            script("first", open, "").expect(0);
            assertNotEquals(0, script("second", open, "").status(), "an app reaches a server it is not linked to");
        }
        MAIL.write("first", "apple");
        NuaPlatform.eventually("the mail is there", () -> inbox("first").contains("apple"));
        assertFalse(inbox("second").contains("apple"));
    }

    @Test
    @Order(3)
    void whatIsDestroyedComesBackFromItsDump() {
        Program nothing = NUA.nua("services", "dump", "memcached", "first").expect(1);
        assertTrue(nothing.err().contains("keeps nothing"), nothing.err());
        APPS.forEach(app -> NUA.nua("stop", app).expect(0));
        for (Kind kind : SHARED) {
            again(kind, APPS);
        }
        again(MAIL, APPS);
        again(VALKEY, List.of("first"));
        APPS.forEach(ServiceKindsIT::deploy);
        for (Kind kind : SHARED) {
            assertTrue(kind.read("first").contains("apple"), kind.type());
            assertFalse(script("second", kind.read(), "").out().contains("banana"), "its dump was not restored");
        }
        assertTrue(VALKEY.read("first").contains("apple"));
        assertTrue(inbox("first").contains("apple"));
    }

    @Test
    @Order(4)
    void appsThatSayThatTheyShareMeetOnOneServerAndOneThatCannotIsRefused() throws IOException {
        APPS.forEach(app -> NUA.nua("stop", app).expect(0));
        SHARED.forEach(kind -> unlink(kind, APPS));
        Path source = folder.resolve("source");
        Files.writeString(
                source.resolve("nua-config.toml"),
                PACKAGES + provider("postgres") + provider("mariadb") + provider("rabbitmq") + provider("s3"));
        APPS.forEach(ServiceKindsIT::deploy);
        for (String type : List.of("postgres", "mariadb", "rabbitmq", "s3")) {
            String info =
                    NUA.nua("services", "info", "shared-" + type).expect(0).out();
            assertTrue(info.contains("first, second"), info);
        }
        for (Kind kind :
                SHARED.stream().filter(kind -> !kind.type().equals("mosquitto")).toList()) {
            kind.write("first", "damson");
            String thief = "export " + kind.intrude() + "\n";
            assertFalse(script("second", thief + kind.read(), "").out().contains("damson"), kind.type());
            script("second", thief + kind.write(), "cherry");
            assertTrue(kind.read("first").contains("damson"), kind.type());
            assertFalse(kind.read("first").contains("cherry"), kind.type());
        }
        Files.writeString(source.resolve("nua-config.toml"), PACKAGES + provider("redis"));
        Program refused = NUA.nua("deploy", source.toString(), "--app", "first").expect(1);
        assertTrue(
                (refused.out() + refused.err()).contains("a 'redis' server serves one app only"), refused.toString());
        assertEquals(3, NUA.nua("services", "info", "shared-redis").status());
    }

    private static String provider(String type) {
        return "[[provider]]\nname = \"" + type + "\"\ntype = \"" + type + "\"\nshared = true\n";
    }

    private static void deploy(String app) {
        NUA.deploy(folder.resolve("source"), app).expect(0);
    }

    private static void make(Kind kind, List<String> apps) {
        NUA.nua("services", "create", kind.type(), kind.type()).expect(0);
        apps.forEach(app -> NUA.nua("services", "link", kind.type(), app).expect(0));
    }

    /** Dumps what the first app has, removes the server, and puts it into a new one of that name. */
    private static void again(Kind kind, List<String> apps) {
        String dump = NUA.dump(kind.type(), "first");
        unlink(kind, apps);
        NUA.nua("services", "destroy", kind.type(), "--yes").expect(0);
        make(kind, apps);
        NUA.nua("services", "restore", kind.type(), dump).expect(0);
    }

    private static void unlink(Kind kind, List<String> apps) {
        apps.forEach(app -> NUA.nua("services", "unlink", kind.type(), app).expect(0));
    }

    private static String inbox(String app) {
        return NUA.shell("echo list | ./nua services connect mail " + app)
                .expect(0)
                .out();
    }

    private static Program script(String app, String script, String word) {
        return NUA.nua("exec", app, "--", "/bin/bash", "-c", script, "app", word);
    }
}

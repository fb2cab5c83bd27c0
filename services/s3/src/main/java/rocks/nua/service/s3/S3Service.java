package rocks.nua.service.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan.Base;
import rocks.nua.api.build.BuildPlan.CachePath;
import rocks.nua.api.build.BuildPlan.Recipe;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService;

/**
 * An object store that speaks S3: S3Proxy over a folder. Its jar comes from Maven Central when the image is built. An app has keys of
 * its own, by which it sees the buckets of its own folder; one is made for it.
 */
@Plugin(name = "s3")
@Component
public final class S3Service implements BackingService {
    private static final int PORT = 9000;
    private static final int SHORTEST_BUCKET = 3;
    private static final String BIN = "/usr/local/bin/nua-";
    private static final String S3PROXY = "4.1.0";
    private static final String JAR = "s3proxy-" + S3PROXY + "-jar-with-dependencies.jar";
    private static final String SHA256 = "a4d025969aaf796616ed4b1e2491d87d455ce84bb28cb9db086b2e6aaa68b48d";

    /** Made by the service registry. */
    public S3Service() {}

    @Override
    public List<Version> versions() {
        return List.of(new Version(
                "4.1",
                new Recipe(
                        Base.DEBIAN_13,
                        List.of("maven", "openjdk-21-jdk-headless"),
                        List.of(
                                Step.Run.of(
                                        "mvn",
                                        "-q",
                                        "-B",
                                        "dependency:copy",
                                        "-Dartifact=org.gaul:s3proxy:" + S3PROXY + ":jar:jar-with-dependencies",
                                        "-DoutputDirectory=/app"),
                                new Step.Write("/app/SHA256SUMS", SHA256 + "  " + JAR + "\n"),
                                Step.Run.of("sha256sum", "-c", "SHA256SUMS"),
                                Step.Write.of("/app/NuaS3.java", S3Service.class, "NuaS3.java"),
                                Step.Run.of("javac", "-cp", JAR, "NuaS3.java"),
                                script("key"),
                                script("dump"),
                                script("restore"),
                                script("fingerprint"),
                                script("facts")),
                        List.of(new CachePath("/home/nua/.m2")),
                        List.of("curl", "openjdk-21-jre-headless"),
                        List.of(),
                        List.of("java", "-Xmx192m", "-XX:+UseSerialGC", "-cp", JAR + ":.", "NuaS3"),
                        PORT,
                        Map.of(),
                        List.of("S3Proxy " + S3PROXY + " comes from Maven Central")),
                "/data"));
    }

    private static Step.Write script(String name) {
        return Step.Write.of(BIN + name, S3Service.class, name);
    }

    @Override
    public boolean rotates() {
        return true;
    }

    /** Any answer will do. */
    @Override
    public Command ready() {
        return new Command(List.of("curl", "-s", "-o", "/dev/null", "http://127.0.0.1:" + PORT), "");
    }

    @Override
    public Command bind(Credentials app) {
        return new Command(
                List.of("/bin/sh", BIN + "key", app.user(), app.database(), bucket(app)),
                app.password().reveal() + "\n");
    }

    @Override
    public Command unbind(Credentials app) {
        return new Command(List.of("rm", "-f", "/data/keys/" + app.user()), "");
    }

    @Override
    public Command dump(Credentials app) {
        return run("dump", app.database());
    }

    @Override
    public Command restore(Credentials app) {
        return run("restore", app.database());
    }

    @Override
    public Optional<Command> fingerprint(Credentials app) {
        return Optional.of(run("fingerprint", app.database()));
    }

    @Override
    public Optional<Command> facts() {
        return Optional.of(run("facts", S3PROXY));
    }

    private static Command run(String script, String argument) {
        return new Command(List.of("/bin/sh", BIN + script, argument), "");
    }

    /** Buckets are called by other rules than databases. */
    private static String bucket(Credentials app) {
        String name = app.database().replace('_', '-');
        return name.length() < SHORTEST_BUCKET ? name + "-files" : name;
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String endpoint = "http://" + app.host() + ":" + PORT;
        return Map.of(
                "S3_ENDPOINT", new Secret(endpoint),
                "S3_BUCKET", new Secret(bucket(app)),
                "AWS_ENDPOINT_URL_S3", new Secret(endpoint),
                "AWS_ACCESS_KEY_ID", new Secret(app.user()),
                "AWS_SECRET_ACCESS_KEY", app.password(),
                "AWS_REGION", new Secret("us-east-1"));
    }
}

package rocks.nua.api.platform;

import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Domain;

/**
 * The settings of this platform: {@code NUA_*} variables over {@code $NUA_HOME/etc/nua.cfg} over the defaults. Fixed from start to
 * stop. Thread-safe.
 */
@ProviderType
public interface Settings {
    /** Everything the platform keeps. */
    Path home();

    /** Port of the router for HTTP. */
    int httpPort();

    /** Port of the router for HTTPS. */
    int httpsPort();

    /** Port of the API on loopback. */
    int apiPort();

    /** Port on loopback where the router listens to the platform. */
    int routerPort();

    /** Default domain: apps get a name below it. */
    Domain domain();

    /** Path of the engine's socket. */
    Path engineSocket();

    /** PEM bundle trusted inside build containers; the host's own unless said otherwise. */
    Path extraCa();

    /** Range of addresses for the networks of apps, as {@code 10.213.0.0/16}. */
    String networkPool();

    /** How images are made. */
    default BuildSettings builds() {
        return BuildSettings.of(all());
    }

    /** All settings by the name of their variable, for the doctor. */
    Map<String, String> all();
}

package rocks.nua.shell;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rocks.nua.api.platform.Platform;

/** Lets into the shell who shows an administrator's token as password; nobody else, whatever Karaf's files of users say. */
@Component
public final class TokenRealm implements JaasRealm {
    static final String PLATFORM = "nua.platform";

    private final Platform platform;
    private final BundleContext context;

    /** Stands in front of Karaf's own realm. */
    @Activate
    public TokenRealm(@Reference Platform platform, BundleContext context) {
        this.platform = platform;
        this.context = context;
    }

    @Override
    public String getName() {
        return "karaf";
    }

    @Override
    public int getRank() {
        return 100;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        Map<String, Object> options = Map.of(
                PLATFORM,
                platform,
                BundleContext.class.getName(),
                context,
                ProxyLoginModule.PROPERTY_MODULE,
                TokenLogin.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE,
                Long.toString(context.getBundle().getBundleId()));
        return new AppConfigurationEntry[] {
            new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
    }
}

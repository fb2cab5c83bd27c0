package rocks.nua.api.plugin;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rocks.nua.api.Caller;

/**
 * The plugins of this platform. They come and go while everything runs; apps that were built with one run on without it.
 * Thread-safe.
 */
@ProviderType
public interface Plugins {
    /** What becomes of a plugin. */
    enum State {
        /** It can be used. */
        ACTIVE,
        /** An administrator switched it off. */
        DISABLED,
        /** It cannot be used; the message says why. */
        FAILED,
        /** It misbehaved and is not called any more, until it is enabled or replaced; the message says what it did. */
        QUARANTINED
    }

    /**
     * A plugin.
     *
     * @param name symbolic name of its bundle
     * @param version of its bundle
     * @param state whether it can be used
     * @param message why not, or what is odd; empty: all is well
     * @param origin where it came from; {@code nua}: part of the platform
     * @param signer who signed it; empty: nobody
     * @param trusted whether the signer is one of {@link #signers}, or it is part of the platform
     * @param gives what it adds, such as {@code builder perl}
     * @param permissions what it says that it needs, such as {@code network}
     */
    record Info(
            String name,
            String version,
            State state,
            String message,
            String origin,
            String signer,
            boolean trusted,
            List<String> gives,
            List<String> permissions) {
        /** Copies the lists. */
        public Info {
            gives = List.copyOf(gives);
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * What an administrator agrees to.
     *
     * @param unsigned that nobody who is trusted has signed the plugin
     * @param permissions what the plugin says that it needs
     */
    record Consent(boolean unsigned, boolean permissions) {}

    /**
     * Somebody whose signature is trusted: who signs, or whose authority certifies who signs.
     *
     * @param fingerprint SHA-256 of the certificate in lower-case hex
     * @param name the certificate's subject
     * @param expiresAt when the certificate ends
     */
    record Signer(String fingerprint, String name, Instant expiresAt) {}

    /** All plugins by name, those of the platform and those of third parties, and what was refused in the folder {@code deploy}. */
    List<Info> list(Caller caller);

    /** One plugin. */
    Info get(String name, Caller caller);

    /**
     * Tells what a file is without installing it.
     *
     * @throws rocks.nua.api.NuaException BAD_REQUEST when it is no plugin or was changed after it was signed
     */
    Info inspect(PluginSource source, Caller caller);

    /**
     * Installs a plugin; when this returns, the next deploy uses it.
     *
     * @throws rocks.nua.api.NuaException BAD_REQUEST as for {@link #inspect}; CONFLICT when it is installed already, lacks consent, needs
     *     what this platform does not have or gives what another gives. Nothing has changed then
     */
    Info install(PluginSource source, Consent consent, Caller caller);

    /**
     * Puts another version in place of one that is installed; of permissions, only those that are new need consent.
     *
     * @throws rocks.nua.api.NuaException as for {@link #install}, and NOT_FOUND when it is not installed; what was there works on then
     */
    Info upgrade(PluginSource source, Consent consent, Caller caller);

    /** Switches a plugin on again, and lifts its quarantine; on already is fine. */
    Info enable(String name, Caller caller);

    /** Switches a plugin off, restarts of the platform included; off already is fine. */
    Info disable(String name, Caller caller);

    /** Removes a plugin; its file in the folder {@code deploy} goes with it. Part of the platform: CONFLICT. */
    void uninstall(String name, Caller caller);

    /** Whose signatures are trusted, by name. */
    List<Signer> signers(Caller caller);

    /**
     * Trusts what this certificate, or one that it certifies, has signed.
     *
     * @param certificate X.509, as PEM
     */
    Signer trust(String certificate, Caller caller);

    /** Ends the trust; what is installed stays. A unique beginning of the fingerprint is enough, at least 8 digits. */
    void distrust(String fingerprint, Caller caller);
}

package rocks.nua.api.extension;

import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets code of plugins be called so that no defect of theirs harms anybody else: on a thread of its own, within a time limit, and no
 * more once the plugin is in quarantine. For whoever hosts contributions outside the core. Thread-safe.
 */
@ProviderType
public interface Gates {
    /**
     * Opens a gate to a contribution that has come.
     *
     * @param contribution an object of the plugin's bundle
     * @param title as a sentence begins: {@code REST resource 'hello'}
     */
    Gate open(Object contribution, String title);

    /** Through which one contribution is called until it goes. */
    @ProviderType
    interface Gate extends AutoCloseable {
        /**
         * Runs the plugin's code, at most 30 s. What it returns is not looked at.
         *
         * @throws rocks.nua.api.NuaException what the plugin told, or UNAVAILABLE where it is itself at fault or has gone
         */
        Object call(Callable<Object> work);

        /** The contribution has gone: whoever waits for it is told so. */
        @Override
        void close();
    }
}

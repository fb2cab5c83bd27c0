package rocks.nua.core.service;

import java.util.List;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.service.BackingService;
import rocks.nua.api.service.Services.Offer;
import rocks.nua.core.plugin.Plugins;

/**
 * What can be created.
 *
 * @param plugins offer it
 */
record Offers(Plugins plugins) {

    List<Offer> all() {
        return plugins.services().stream()
                .map(named -> new Offer(named.name(), versions(named.service()), named.bundle()))
                .toList();
    }

    /** REJECTED_BY_APP where the provider is to be shared and its kind serves one app. */
    void requireShareable(AppSpec.Provider provider) {
        boolean servesOne =
                plugins.service(provider.type()).filter(kind -> !kind.shared()).isPresent();
        if (provider.shared() && servesOne) {
            throw NuaException.rejected("The provider '" + provider.name() + "' is to be shared, but a '"
                    + provider.type() + "' server serves one app only: leave 'shared' out to have one of its own.");
        }
    }

    /** None where the plugin does not tell, so that others are seen all the same. */
    private static List<String> versions(BackingService kind) {
        try {
            return kind.versions().stream().map(BackingService.Version::number).toList();
        } catch (NuaException e) {
            return List.of();
        }
    }
}

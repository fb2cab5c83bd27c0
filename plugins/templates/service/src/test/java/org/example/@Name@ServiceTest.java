package org.example;

import rocks.nua.api.service.BackingService;
import rocks.nua.testkit.BackingServiceContract;

/** Whatever a backing service must keep, as far as its data tells. */
class @Name@ServiceTest extends BackingServiceContract {
    @Override
    protected BackingService service() {
        return new @Name@Service();
    }
}

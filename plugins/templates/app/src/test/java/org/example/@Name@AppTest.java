package org.example;

import java.nio.file.Path;
import rocks.nua.testkit.AppPackageContract;

/** Whatever the source of an app package must keep; that it runs is seen by "nua deploy" of its folder. */
class @Name@AppTest extends AppPackageContract {
    @Override
    protected Path folder() {
        return Path.of("src/main/resources/apps/@name@");
    }
}

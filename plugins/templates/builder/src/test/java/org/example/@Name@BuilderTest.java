package org.example;

import java.nio.file.Path;
import java.util.List;
import rocks.nua.api.build.Builder;
import rocks.nua.testkit.BuilderContract;

/** Whatever a builder must keep; -Dnua.plans.write=true writes the plans of the samples anew. */
class @Name@BuilderTest extends BuilderContract {
    @Override
    protected Builder builder() {
        return new @Name@Builder();
    }

    @Override
    protected List<Path> samples() {
        return List.of(Path.of("src/test/samples/hello"));
    }
}

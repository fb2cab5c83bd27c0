package rocks.nua.engine.docker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.nua.api.ImageRef;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;

class ImageAccessTest {
    private static final RelativePath PATH = new RelativePath("Dockerfile");
    private static final ImageAccess SHOP = ImageAccess.of(new ImageRef("nua-p/shop:d7"));

    private static String refused(String dockerfile) {
        var error =
                assertThrows(NuaException.class, () -> SHOP.require(DockerfileImages.of(dockerfile), PATH), dockerfile);
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        return String.valueOf(error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM nua-p/blog:d3",
                "from docker.io/nua-p/blog",
                "\uFEFFFROM nua-p/blog:d3 AS x",
                "FROM --platform=$BUILDPLATFORM \"nua-other/blog:d3\"",
                "FROM debian\nCOPY --from=nua-p/blog:d3 /app /app",
                "FROM debian\nCOPY --from='nua-p/blog:d3' /app /app",
                "FROM debian\nRUN --mount=type=bind,target=/x,from=nua-p/blog:d3 cat /x/app",
                "FROM debian\nRUN --mount=type=bind,target=/x,FROM=nua-p/blog:d3 cat /x/app",
                "FROM debian\nONBUILD COPY --from=nua-p/blog:d3 /app /app",
                "FROM \\\n# which\n\n  nua-p/blog:d3",
                "FROM nu\\\na-p/blog:d3",
                "# escape=`\nFROM nu`\na-p/blog:d3",
                "FROM debian\nRUN true \\\\\nFROM nu\\\na-p/blog",
                "ARG A=nua-\nARG B=${A}p/blog TAG=d3\nFROM $B:$TAG",
                "ARG A\nFROM ${A:-nua-p/blog}",
                "ARG A=debian\nARG A=nua-p/blog\nFROM $A",
                "ARG A=xnua-p/blog\nFROM ${A#x}",
                "FROM n${TARGETARCH}",
                "FROM nua-p/shop-two:d1",
                "FROM nua-p/shop/two:d1"
            })
    void anotherAppsImageIsRefused(String dockerfile) {
        String sentence = refused(dockerfile);
        assertTrue(sentence.startsWith("Dockerfile "), sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM nua/base:trixie\nCOPY . .",
                "FROM nua-p/shop:d6",
                "FROM docker.io/nua-p/shop",
                "ARG VERSION=22\nFROM node:${VERSION}-slim AS nua-build\nFROM debian\nCOPY --from=nua-build /a /a",
                "FROM base-${TARGETARCH}",
                "FROM node:${V%x}",
                "ARG REGISTRY=registry.example.org\nFROM $REGISTRY/team/shop:1.2",
                "FROM --platform=$BUILDPLATFORM golang:1.24",
                "FROM debian\nRUN psql -c \"SELECT * FROM $table\" && curl 'http://x/?from=$NOW'",
                "FROM scratch"
            })
    void othersAreNot(String dockerfile) {
        assertDoesNotThrow(() -> SHOP.require(DockerfileImages.of(dockerfile), PATH));
    }

    @Test
    void whatTheEngineTakesIsLookedAtToo() {
        for (String name : List.of(
                "[internal] load metadata for docker.io/nua-p/blog:d3",
                "FROM docker.io/nua-p/blog:d3",
                "[stage-1 2/3] FROM docker.io/nua-p/blog:d3@sha256:12")) {
            assertThrows(NuaException.class, () -> SHOP.require(trace(name)), name);
        }
        SHOP.require(trace("[internal] load metadata for docker.io/nua/base:trixie"));
        SHOP.require(trace("[1/2] FROM docker.io/nua-p/shop:d6"));
        SHOP.require(trace("[2/2] RUN echo ] FROM nua-p/blog"));
    }

    private static BuildTrace trace(String name) {
        return new BuildTrace(List.of(new BuildTrace.Step("1", name, false, true, false, "")), List.of());
    }

    @Test
    @Tag("docker")
    void anotherAppsImageStaysOutOnTheEngine(@TempDir Path folder) throws IOException {
        var tree = SourceTree.of(folder);
        var blog = new ImageRef("nua-enginetest/blog:d1");
        var shop = new ImageRef("nua-enginetest/shop:d1");
        var plan = new BuildPlan.Dockerfile(PATH, 0, List.of());
        Map<String, String> labels = Map.of("nuaeng.test", "access");
        try (var settled = new Closing(new DockerEngine(FixedSettings.at(folder)), labels)) {
            DockerEngine engine = settled.engine();
            Files.writeString(folder.resolve("Dockerfile"), "FROM nua/base:trixie\nENV BLOG=1\n");
            var made = engine.build(plan, tree, blog, labels, line -> {});
            for (ImageRef name : List.of(blog, made.id())) {
                var image = new BuildPlan.Prebuilt(name, 0, List.of());
                assertForeign(
                        assertThrows(NuaException.class, () -> engine.build(image, tree, shop, labels, line -> {})));
            }
            Files.writeString(folder.resolve("Dockerfile"), "FROM nua/base:trixie\nCOPY --from=" + blog + " /etc /x\n");
            assertForeign(assertThrows(NuaException.class, () -> engine.build(plan, tree, shop, labels, line -> {})));
            assertTrue(engine.findImage(shop).isEmpty());
            Files.writeString(folder.resolve("Dockerfile"), "FROM " + blog + "\nENV AGAIN=1\n");
            engine.build(plan, tree, blog, labels, line -> {});
        }
    }

    private static void assertForeign(NuaException error) {
        assertEquals(Kind.REJECTED_BY_APP, error.kind());
        assertTrue(String.valueOf(error.getMessage()).contains("belongs to another app"), error.getMessage());
    }

    private record Closing(DockerEngine engine, Map<String, String> labels) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            engine.images(labels).forEach(image -> engine.removeImage(image.id()));
            engine.close();
        }
    }
}

package rocks.nua.engine.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import rocks.nua.api.ImageRef;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.build.BuildPlan.Base;

/** The images that recipes stand on: minimal Debians, made here from Debian's archive by mmdebstrap where they are missing. */
final class BaseImages {
    private static final String EPOCH = "1780000000";
    private static final String ACCOUNT = "chroot \"$1\" groupadd --gid 10001 nua"
            + " && chroot \"$1\" useradd --uid 10001 --gid 10001 --create-home --home-dir /home/nua --shell /bin/sh nua"
            + " && mkdir \"$1/app\" && chroot \"$1\" chown nua:nua /app";
    private static final String TIDY =
            "rm -rf \"$1\"/var/log/*.log \"$1\"/var/log/apt \"$1\"/var/cache/ldconfig/aux-cache"
                    + " \"$1\"/var/cache/apt/*.bin";
    private static final int LAST_LINES = 5;

    private final Images images;
    private final Importer importer;
    private final DebianMirror mirror;

    BaseImages(Images images, Importer importer, DebianMirror mirror) {
        this.images = images;
        this.importer = importer;
        this.mirror = mirror;
    }

    static String name(Base base) {
        return "nua/base:" + base.suite();
    }

    /** Makes it where it is missing; whoever needs it meanwhile waits. */
    synchronized void ensure(Base base, LineSink log) {
        ImageRef name = new ImageRef(name(base));
        if (images.find(name).isPresent()) {
            return;
        }
        log.line("Making the base image " + name + " from " + mirror.archive() + ", once, which takes about a minute");
        images.tag(bootstrap(base, log), name);
        log.line("Made the base image " + name);
    }

    private String bootstrap(Base base, LineSink log) {
        Process process = start(command(base));
        // the image gets its name only when mmdebstrap has ended well: half a tar is a tar to the engine
        var image = CompletableFuture.supplyAsync(() -> imported(process.getInputStream()));
        try {
            Deque<String> last = new ArrayDeque<>();
            read(process.getErrorStream(), line -> {
                last.addLast(line);
                if (last.size() > LAST_LINES) {
                    last.removeFirst();
                }
                log.line(line);
            });
            if (process.waitFor() != 0) {
                discard(image);
                throw failed(base, last);
            }
            return image.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NuaException known ? known : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NuaException(Kind.UNAVAILABLE, "Making the base image was interrupted. Deploy again.", e);
        } finally {
            process.destroy();
        }
    }

    private String imported(InputStream tar) {
        try (tar) {
            return importer.run(tar);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void discard(CompletableFuture<String> image) {
        image.handle((id, error) -> id == null ? "" : id)
                .thenAccept(id -> {
                    if (!id.isEmpty()) {
                        images.remove(new ImageRef(id));
                    }
                })
                .join();
    }

    List<String> command(Base base) {
        List<String> command = new ArrayList<>(List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--format=tar",
                "--include=ca-certificates",
                "--aptopt=Apt::Install-Recommends \"false\"",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*",
                "--dpkgopt=path-exclude=/usr/share/doc/*",
                "--dpkgopt=path-include=/usr/share/doc/*/copyright",
                "--customize-hook=" + ACCOUNT,
                "--customize-hook=" + TIDY,
                base.suite(),
                "-"));
        command.addAll(mirror.sources(base));
        return command;
    }

    private static Process start(List<String> command) {
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().put("SOURCE_DATE_EPOCH", EPOCH);
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The base image cannot be made because mmdebstrap is missing. Install it: apt-get install mmdebstrap.",
                    e);
        }
    }

    private static void read(InputStream in, LineSink to) {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.line(line);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static NuaException failed(Base base, Deque<String> last) {
        String text = String.join("\n", last);
        String advice = text.contains("NO_PUBKEY") || text.contains("not signed")
                ? " Its keys are missing; update them: apt-get install debian-archive-keyring."
                : " Check that this machine reaches Debian's archive, and its free disk space.";
        return new NuaException(
                Kind.UNAVAILABLE,
                "The base image " + name(base) + " could not be made." + advice + " mmdebstrap said:\n" + text);
    }
}

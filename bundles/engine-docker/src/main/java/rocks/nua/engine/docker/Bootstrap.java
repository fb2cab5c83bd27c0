package rocks.nua.engine.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.build.BuildPlan.Base;

/**
 * Makes the files of a minimal Debian with mmdebstrap. Nothing in them tells when or where that was, so that the same packages give
 * the same bytes.
 *
 * @param mirror where the packages come from
 * @param time that files get which would else be newer
 */
record Bootstrap(DebianMirror mirror, Instant time) {
    private static final String ACCOUNT = "chroot \"$1\" groupadd --gid 10001 nua"
            + " && chroot \"$1\" useradd --uid 10001 --gid 10001 --create-home --home-dir /home/nua --shell /bin/sh nua"
            + " && mkdir \"$1/app\" && chroot \"$1\" chown nua:nua /app";
    private static final String TIDY =
            "rm -rf \"$1\"/var/log/*.log \"$1\"/var/log/apt \"$1\"/var/cache/ldconfig/aux-cache"
                    + " \"$1\"/var/cache/apt/*.bin";
    private static final int LAST_LINES = 5;

    void run(Base base, Path tar, LineSink log) {
        Process process = start(command(base, tar));
        try {
            Deque<String> last = new ArrayDeque<>();
            read(process, line -> {
                last.addLast(line);
                if (last.size() > LAST_LINES) {
                    last.removeFirst();
                }
                log.line(line);
            });
            if (process.waitFor() != 0) {
                throw failed(base, last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NuaException(Kind.UNAVAILABLE, "Making the base image was interrupted. Deploy again.", e);
        } finally {
            process.destroy();
        }
    }

    List<String> command(Base base, Path tar) {
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
                tar.toString()));
        command.addAll(mirror.sources(base));
        return command;
    }

    private Process start(List<String> command) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.environment().put("SOURCE_DATE_EPOCH", String.valueOf(time.getEpochSecond()));
            return builder.start();
        } catch (IOException e) {
            throw NuaException.unavailable(
                    "The base image cannot be made because mmdebstrap is missing. Install it: apt-get install mmdebstrap.",
                    e);
        }
    }

    private static void read(Process process, LineSink to) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.line(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NuaException failed(Base base, Deque<String> last) {
        String text = String.join("\n", last);
        String advice = text.contains("NO_PUBKEY") || text.contains("not signed")
                ? " Its keys are missing; update them: apt-get install debian-archive-keyring."
                : " Check that this machine reaches Debian's archive, and its free disk space.";
        return new NuaException(
                Kind.UNAVAILABLE,
                "The base image of Debian " + base.suite() + " could not be made." + advice + " mmdebstrap said:\n"
                        + text);
    }
}

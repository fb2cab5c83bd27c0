package rocks.nua.engine.docker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.LineSink;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;
import rocks.nua.api.app.Resources;

/** Tells a build as lines and, when it fails, as a sentence with the step and its last lines. */
final class BuildProgress {
    private static final int LAST_LINES = 10;
    private static final Pattern UNREACHABLE = Pattern.compile(
            "dial tcp|i/o timeout|no such host|connection refused|connection reset|TLS handshake|network is unreachable");
    private static final Pattern MANIFEST = Pattern.compile("https?://([^/\"]+)/v2/([^\"]+)/manifests/([^\"\\s]+)");
    private static final Pattern SYNTAX = Pattern.compile("docker/dockerfile(?:-upstream)?");
    private static final Pattern MISSING =
            Pattern.compile("(?:compute cache key|calculate checksum of ref)[^\"]*\"([^\"]+)\":? not found");
    private static final Pattern UNKNOWN =
            Pattern.compile("parse error (?:on )?line ([0-9]+): (unknown instruction: .*)");

    private final LineSink log;
    private final ImageAccess access;
    private final Mask mask;
    private final Resources limits;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Deque<String>> last = new HashMap<>();
    private final Map<String, StringBuilder> open = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private String failed = "";

    /**
     * @param access which images the build may take
     * @param limits of the steps, to be told when they are hit
     */
    BuildProgress(LineSink log, ImageAccess access, Mask mask, Resources limits) {
        this.log = line -> log.line(mask.cover(line));
        this.access = access;
        this.mask = mask;
        this.limits = limits;
    }

    /** REJECTED_BY_APP when the build takes an image that it may not use; who closes the answer ends it. */
    void add(BuildTrace trace) {
        access.require(trace);
        trace.steps().forEach(this::step);
        trace.outputs().forEach(output -> output(output.digest(), output.text()));
    }

    private void step(BuildTrace.Step step) {
        String name = mask.cover(StepName.of(step.name()));
        names.put(step.digest(), name);
        boolean internal = name.startsWith("[internal]") || !name.startsWith("[");
        if (!internal && (step.started() || step.cached()) && told.add(step.digest())) {
            log.line(name + (step.cached() ? " (cached)" : ""));
        }
        if (step.completed()) {
            flush(step.digest());
        }
        if (!step.error().isEmpty() && !step.error().contains("context canceled")) {
            failed = step.digest();
        }
    }

    /** What a program writes over, as it does with a bar, is told in its last state only. */
    private void output(String digest, String text) {
        StringBuilder line = open.computeIfAbsent(digest, one -> new StringBuilder());
        text.chars().forEach(c -> {
            if (c == '\n') {
                flush(digest);
                return;
            }
            if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                line.setLength(0);
            }
            line.append((char) c);
        });
    }

    private void flush(String digest) {
        StringBuilder open = this.open.getOrDefault(digest, new StringBuilder());
        String line = open.toString().replaceFirst("\r+$", "");
        open.setLength(0);
        if (line.isEmpty()) {
            return;
        }
        Deque<String> lines = last.computeIfAbsent(digest, one -> new ArrayDeque<>());
        lines.addLast(mask.cover(line));
        if (lines.size() > LAST_LINES) {
            lines.removeFirst();
        }
        log.line(line);
    }

    /** The sentence for a build that ended with this error. */
    NuaException failure(String said) {
        String error = mask.cover(said);
        flush(failed);
        if (EngineErrors.diskFull(error)) {
            return EngineErrors.diskFull();
        }
        String step = names.getOrDefault(failed, "");
        String lines = String.join("\n", last.getOrDefault(failed, new ArrayDeque<>()));
        if (error.contains("exit code: 137") || error.contains("signal: killed")) {
            return NuaException.rejected("Build step '" + step + "' was ended: it ran out of memory. Build steps have "
                    + (limits.memoryBytes() >> 20) + " MiB; make the step smaller." + after(lines));
        }
        if (UNREACHABLE.matcher(error).find() && !error.contains("exit code")) {
            return new NuaException(Kind.UNAVAILABLE, unreachable(error));
        }
        Matcher missing = MISSING.matcher(error);
        if (missing.find()) {
            return NuaException.rejected(
                    "'" + step + "' takes " + missing.group(1) + ", which is not there: name a file"
                            + " of the source that .dockerignore does not leave out, or of the stage that it is taken from.");
        }
        Matcher unknown = UNKNOWN.matcher(error);
        if (unknown.find()) {
            return NuaException.rejected("Line " + unknown.group(1) + " of the Dockerfile has an "
                    + unknown.group(2).strip()
                    + ". Mend it; if it belongs to a here-document (<<EOF), this Docker engine wants the first line"
                    + " '# syntax=docker/dockerfile:1'.");
        }
        if (step.isEmpty() || lines.isEmpty()) {
            return NuaException.rejected("The build failed: " + error.strip() + ".");
        }
        return NuaException.rejected("Build step '" + step + "' failed with " + exit(error) + "." + after(lines));
    }

    private static String unreachable(String error) {
        Matcher manifest = MANIFEST.matcher(error);
        if (!manifest.find()) {
            return "An image of the build cannot be fetched, its registry does not answer: " + error + ".";
        }
        String name = manifest.group(2).replaceFirst("^library/", "");
        String image = name + (manifest.group(3).startsWith("sha256:") ? "@" : ":") + manifest.group(3);
        String cause = error.substring(manifest.end()).replaceFirst("^[\": ]+", "");
        boolean syntax = SYNTAX.matcher(name).matches();
        return (syntax
                        ? "The line '# syntax=" + image + "' of the Dockerfile cannot be followed"
                        : "The image " + image + " cannot be fetched")
                + ": its registry " + manifest.group(1) + " does not answer (" + cause + "). "
                + (syntax
                        ? "Leave the line out, or deploy again when it does."
                        : "Deploy again when it does, or let FROM name an image that is here, such as nua/base:trixie.");
    }

    private static String exit(String error) {
        int code = error.lastIndexOf("exit code:");
        return code < 0 ? error : error.substring(code).replace(":", "").toLowerCase(Locale.ROOT);
    }

    private static String after(String lines) {
        return lines.isEmpty() ? "" : " Its last lines:\n" + lines;
    }
}

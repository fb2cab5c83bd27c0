package rocks.nua.rest;

import rocks.nua.api.NuaException.Kind;

/**
 * An error as RFC 9457 tells it.
 *
 * @param type always {@code about:blank}: the status says it all
 * @param title the status in words
 * @param status of HTTP
 * @param detail a sentence for people
 * @param kind for programs
 */
record Problem(String type, String title, int status, String detail, String kind) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Kind kind, String detail) {
        return new Problem("about:blank", title(kind), status(kind), detail, kind.name());
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case REJECTED_BY_APP -> 422;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> "Bad request";
            case UNAUTHENTICATED -> "Login needed";
            case DENIED -> "Not allowed";
            case NOT_FOUND -> "Not found";
            case CONFLICT -> "Not possible now";
            case TOO_LARGE -> "Too large";
            case REJECTED_BY_APP -> "The app is at fault";
            case INTERNAL -> "Defect of the platform";
            case UNAVAILABLE -> "Not available now";
        };
    }
}

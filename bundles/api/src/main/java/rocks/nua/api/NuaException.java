package rocks.nua.api;

/**
 * Something that could not be done, told in a sentence for the person who asked: what happened, to which thing, what to do.
 */
public final class NuaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is and what became of the request. */
    public enum Kind {
        /** The request itself is wrong; repeating it will not help. */
        BAD_REQUEST,
        /** The thing named does not exist. */
        NOT_FOUND,
        /** The thing is in a state that does not allow this now. */
        CONFLICT,
        /** The caller is not known. */
        UNAUTHENTICATED,
        /** The caller may not do this. */
        DENIED,
        /** More was sent than is accepted. */
        TOO_LARGE,
        /** The app's own source, manifest, build or start is at fault; its author can mend it. */
        REJECTED_BY_APP,
        /** Something the platform needs does not answer or is full; try again later. */
        UNAVAILABLE,
        /** A defect of the platform. */
        INTERNAL
    }

    private final Kind kind;

    /** An error of that kind; the message is a whole sentence. */
    public NuaException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** An error of that kind with its cause; the message is a whole sentence. */
    public NuaException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The kind of the error. */
    public Kind kind() {
        return kind;
    }

    /** An error in the request. */
    public static NuaException badRequest(String message) {
        return new NuaException(Kind.BAD_REQUEST, message);
    }

    /** A thing that does not exist. */
    public static NuaException notFound(String message) {
        return new NuaException(Kind.NOT_FOUND, message);
    }

    /** A state that does not allow the request now. */
    public static NuaException conflict(String message) {
        return new NuaException(Kind.CONFLICT, message);
    }

    /** A fault of the app itself. */
    public static NuaException rejected(String message) {
        return new NuaException(Kind.REJECTED_BY_APP, message);
    }

    /** Something needed that does not answer. */
    public static NuaException unavailable(String message, Throwable cause) {
        return new NuaException(Kind.UNAVAILABLE, message, cause);
    }

    /** A text from outside made fit for an error message: control characters replaced, at most 80 characters. */
    public static String excerpt(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 80 ? clean : clean.substring(0, 79) + "…";
    }
}

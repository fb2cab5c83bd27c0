package rocks.nua.rest;

/** The media types of this API, the one that is sent without a wish first. */
final class Media {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain";
    static final String EVENTS = "text/event-stream;qs=0.5";
    static final String BYTES = "application/octet-stream";
    static final String CYCLONEDX = "application/vnd.cyclonedx+json";
    static final String TAR = "application/x-tar";
    static final String JAR = "application/java-archive";
    static final String PEM = "application/x-pem-file";
    static final String GZIP = "application/gzip";

    private Media() {}
}

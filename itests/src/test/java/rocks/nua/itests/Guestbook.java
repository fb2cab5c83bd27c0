package rocks.nua.itests;

/** What a visitor does at the guestbooks among the examples. */
final class Guestbook {
    private static final String POST = "import urllib.request,os,sys;"
            + "urllib.request.urlopen('http://127.0.0.1:'+os.environ['PORT'],('text='+sys.argv[1]).encode())";

    private Guestbook() {}

    /** Writes an entry. */
    static void write(NuaPlatform nua, String app, String text) {
        nua.nua("exec", app, "--", "python3", "-c", POST, text).expect(0);
    }
}

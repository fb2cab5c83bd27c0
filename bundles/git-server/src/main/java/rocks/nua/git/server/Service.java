package rocks.nua.git.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One of the two things that git asks a server for, in two requests. Each checks the caller's permission first. */
interface Service {
    /** Tells what there is. */
    void advertise(Visit visit, OutputStream out) throws IOException;

    /** Gives or takes what the client asks for. */
    void serve(Visit visit, InputStream in, OutputStream out) throws IOException;
}

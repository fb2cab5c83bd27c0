package rocks.nua.core.sbom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipException;

/** A stream that breaks off when its ration, which others may share, is used up. To close it does nothing. For one thread. */
final class Rationed extends FilterInputStream {
    private final AtomicLong left;

    Rationed(InputStream in, AtomicLong left) {
        super(in);
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        take(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        take(Math.max(read, 0));
        return read;
    }

    private void take(int bytes) throws ZipException {
        if (left.addAndGet(-bytes) < 0) {
            throw new ZipException("It unpacks to too much");
        }
    }

    @Override
    public void close() {}
}

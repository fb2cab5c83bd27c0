package rocks.nua.git.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * HTTP connections that a server cannot keep open for ever by sending a little now and then.
 *
 * @param budget ends them
 */
record BudgetConnections(Budget budget) implements HttpConnectionFactory {
    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new BudgetConnection(url, proxy, budget);
    }

    private static final class BudgetConnection extends JDKHttpConnection {
        private final Budget budget;

        BudgetConnection(URL url, Proxy proxy, Budget budget) throws IOException {
            super(url, proxy);
            this.budget = budget;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return budget.received(super.getInputStream());
        }
    }
}

package hello;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

public final class Main {
    public static void main(String[] arguments) throws IOException {
        HttpServer.create(new InetSocketAddress(4321), 0).start();
    }
}

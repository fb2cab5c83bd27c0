package rocks.nua.core.deploy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Optional;

/** The IPv4 address of this machine as others see it, as far as it can be told without asking anybody. */
final class OwnAddress {
    /** Nobody has it, and nothing is sent to it: it only asks the kernel for the way out. */
    private static final InetSocketAddress OUTSIDE = new InetSocketAddress("192.0.2.1", 9);

    private OwnAddress() {}

    /** A public address of this machine, else the one by which it reaches out; empty: none. */
    static String find() {
        try {
            Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(OwnAddress::isPublic)
                    .findFirst();
            return own.isPresent() ? own.get().getHostAddress() : outward();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isAnyLocalAddress();
    }

    private static String outward() throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(OUTSIDE);
            InetAddress address = socket.getLocalAddress();
            return address instanceof Inet4Address && !address.isAnyLocalAddress() ? address.getHostAddress() : "";
        }
    }
}

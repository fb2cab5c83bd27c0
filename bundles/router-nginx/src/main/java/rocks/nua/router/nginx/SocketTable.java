package rocks.nua.router.nginx;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import rocks.nua.api.router.Target;

/** The lines of {@code /proc/net/tcp} or {@code tcp6}: a header, then one socket each. */
record SocketTable(List<String> lines) {
    private static final String ESTABLISHED = " 01 ";
    private static final String SYN_SENT = " 02 ";

    /** Connections from this machine to the target, those being opened included. */
    int connectionsTo(Target target) {
        // The lines may be many thousands, most of them of connections that ended: they are not taken apart.
        List<String> wanted = spellings(target).stream()
                .flatMap(remote -> Stream.of(" " + remote + ESTABLISHED, " " + remote + SYN_SENT))
                .toList();
        return (int) lines.stream()
                .filter(line -> wanted.stream().anyMatch(line::contains))
                .count();
    }

    /** As the kernel writes it: words of four bytes, each in the machine's order; IPv4 also as mapped into IPv6. */
    private static List<String> spellings(Target target) {
        String port = String.format(Locale.ROOT, ":%04X", target.port());
        String words = words(bytes(target.address()));
        return List.of(words + port, "0000000000000000FFFF0000" + words + port);
    }

    private static String words(byte[] address) {
        var hex = new StringBuilder();
        for (int i = 0; i < address.length; i++) {
            hex.append(String.format(Locale.ROOT, "%02X", address[i / 4 * 4 + 3 - i % 4]));
        }
        return hex.toString();
    }

    private static byte[] bytes(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]+:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not an IP address: " + address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + address, e);
        }
    }
}

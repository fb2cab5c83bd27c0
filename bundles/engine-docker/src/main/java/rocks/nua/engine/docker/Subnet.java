package rocks.nua.engine.docker;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A range of IPv4 addresses.
 *
 * @param first its first address as a number
 * @param prefix length of its prefix
 */
record Subnet(int first, int prefix) {

    Subnet {
        first = first & mask(prefix);
    }

    /** Reads {@code 10.213.0.0/16}; empty when it is not IPv4. */
    static Optional<Subnet> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.contains(":")) {
            return Optional.empty();
        }
        return Optional.of(new Subnet(number(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1))));
    }

    static int number(String address) {
        return Ints.fromByteArray(InetAddresses.forString(address).getAddress());
    }

    static String text(int address) {
        return InetAddresses.fromInteger(address).getHostAddress();
    }

    boolean overlaps(Subnet other) {
        int shorter = mask(Math.min(prefix, other.prefix));
        return (first & shorter) == (other.first & shorter);
    }

    /** The smaller subnets it consists of, from the first on. */
    Stream<Subnet> split(int longer) {
        return IntStream.range(0, 1 << (longer - prefix))
                .mapToObj(i -> new Subnet(first + (i << (32 - longer)), longer));
    }

    /** The first part of that size that overlaps none of those taken. */
    Optional<Subnet> free(int longer, Collection<Subnet> taken) {
        return split(longer)
                .filter(part -> taken.stream().noneMatch(part::overlaps))
                .findFirst();
    }

    /** The addresses for hosts, without the gateway, which is the first. */
    Stream<String> hosts() {
        return IntStream.range(2, (1 << (32 - prefix)) - 1).mapToObj(i -> text(first + i));
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }
}

package rocks.nua.router.nginx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Target;

/** The whole table as the router's file says it. The digest names the table and the platform whose it is. */
record RouteTable(String digest, String json) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private record File(String digest, Map<String, Entry> routes) {}

    private record Entry(String app, boolean hold, List<Address> targets) {}

    private record Address(String address, int port) {
        /** nginx wants brackets around an IPv6 address. */
        static Address of(Target target) {
            String address = target.address();
            return new Address(address.contains(":") ? "[" + address + "]" : address, target.port());
        }
    }

    static RouteTable of(String platformId, List<Route> whole) {
        var routes = new TreeMap<String, Entry>();
        for (Route route : whole) {
            var entry = new Entry(
                    route.app(),
                    route.hold(),
                    route.targets().stream().map(Address::of).toList());
            if (routes.put(route.domain().value(), entry) != null) {
                throw new IllegalArgumentException("two routes for " + route.domain());
            }
        }
        String digest = sha256(write(new File(platformId, routes)));
        return new RouteTable(digest, write(new File(digest, routes)));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(File file) {
        try {
            return JSON.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package rocks.nua.router.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import rocks.nua.api.Domain;
import rocks.nua.api.router.Route;
import rocks.nua.api.router.Target;

final class RouteTableTest {
    private static final Route SHOP =
            new Route(new Domain("shop.localhost"), "shop", List.of(new Target("10.213.0.2", 3000)), false);
    private static final Route BLOG = new Route(new Domain("blog.localhost"), "blog", List.of(), true);

    @Test
    void writesEveryRouteByItsDomain() {
        RouteTable table = RouteTable.of("k7", List.of(SHOP, BLOG));
        assertEquals(
                "{\"digest\":\"" + table.digest() + "\",\"routes\":{"
                        + "\"blog.localhost\":{\"app\":\"blog\",\"hold\":true,\"targets\":[]},"
                        + "\"shop.localhost\":{\"app\":\"shop\",\"hold\":false,\"targets\":[{\"address\":\"10.213.0.2\",\"port\":3000}]}}}",
                table.json());
    }

    @Test
    void bracketsIpv6() {
        var route = new Route(new Domain("a.localhost"), "a", List.of(new Target("fd00::2", 80)), false);
        assertEquals(
                true, RouteTable.of("k7", List.of(route)).json().contains("{\"address\":\"[fd00::2]\",\"port\":80}"));
    }

    @Test
    void digestIsTheSameForTheSameTableInAnyOrder() {
        assertEquals(
                RouteTable.of("k7", List.of(SHOP, BLOG)).digest(),
                RouteTable.of("k7", List.of(BLOG, SHOP)).digest());
    }

    @Test
    void digestTellsTablesAndPlatformsApart() {
        String digest = RouteTable.of("k7", List.of(SHOP)).digest();
        assertNotEquals(digest, RouteTable.of("k7", List.of(BLOG)).digest());
        assertNotEquals(digest, RouteTable.of("x9", List.of(SHOP)).digest());
    }

    @Test
    void twoRoutesForOneDomainAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> RouteTable.of("k7", List.of(SHOP, SHOP)));
    }
}

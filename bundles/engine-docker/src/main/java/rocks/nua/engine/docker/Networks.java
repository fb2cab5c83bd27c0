package rocks.nua.engine.docker;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Network.Ipam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rocks.nua.api.NuaException;
import rocks.nua.api.NuaException.Kind;

/**
 * The private networks of apps: bridges with small subnets of the platform's own pool, since the engine's own pools end after some
 * thirty networks.
 */
final class Networks {
    /** The fixed address of a container, told also while it does not run. */
    static final String ADDRESS = "nua.address";

    private static final int PREFIX = 26;

    private final EngineClient client;
    private final Subnet pool;
    private final Routes routes;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    Networks(EngineClient client, String pool, Routes routes) {
        this.client = client;
        this.pool = Subnet.parse(pool)
                .orElseThrow(() -> NuaException.badRequest(
                        "The network pool '" + NuaException.excerpt(pool) + "' is not a range such as 10.213.0.0/16."));
        this.routes = routes;
    }

    /** Makes a container with an address that no other in the network has, made where it is missing. */
    <T> T withAddress(String network, Map<String, String> labels, Function<String, T> create) {
        synchronized (locks.computeIfAbsent(network, name -> new Object())) {
            Subnet subnet = find(network).orElseGet(() -> make(network, labels));
            Set<String> taken = taken(network);
            String address = subnet.hosts()
                    .filter(host -> !taken.contains(host))
                    .findFirst()
                    .orElseThrow(() -> new NuaException(
                            Kind.UNAVAILABLE,
                            "Network " + network + " has no free address: it holds " + taken.size()
                                    + " containers. Remove some of them."));
            return create.apply(address);
        }
    }

    List<String> list(Map<String, String> labels) {
        var filter = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        return client
                .call(docker ->
                        docker.listNetworksCmd().withFilter("label", filter).exec())
                .stream()
                .map(Network::getName)
                .sorted()
                .toList();
    }

    void join(String container, String network, Map<String, String> labels, String alias) {
        if (members(network).anyMatch(container::equals)) {
            return;
        }
        withAddress(
                network,
                labels,
                address -> client.call(docker -> docker.connectToNetworkCmd()
                        .withContainerId(container)
                        .withNetworkId(network)
                        .withContainerNetwork(new ContainerNetwork()
                                .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address))
                                .withAliases(alias))
                        .exec()));
    }

    void leave(String container, String network) {
        if (members(network).anyMatch(container::equals)) {
            client.find(docker -> docker.disconnectFromNetworkCmd()
                    .withContainerId(container)
                    .withNetworkId(network)
                    .withForce(true)
                    .exec());
        }
    }

    private Stream<String> members(String network) {
        return client
                .call(docker -> docker.listContainersCmd()
                        .withShowAll(true)
                        .withNetworkFilter(List.of(network))
                        .exec())
                .stream()
                .flatMap(container -> Stream.of(container.getNames()))
                .map(name -> name.substring(1));
    }

    void remove(String network) {
        client.find(docker -> docker.removeNetworkCmd(network).exec());
        locks.remove(network);
    }

    private Optional<Subnet> find(String network) {
        return client.find(docker ->
                        docker.inspectNetworkCmd().withNetworkId(network).exec())
                .flatMap(there -> subnets(there).findFirst());
    }

    private synchronized Subnet make(String network, Map<String, String> labels) {
        List<Subnet> taken = new ArrayList<>(routes.list());
        all().stream().flatMap(Networks::subnets).forEach(taken::add);
        while (true) {
            Subnet subnet = pool.free(PREFIX, taken)
                    .orElseThrow(() -> new NuaException(
                            Kind.UNAVAILABLE,
                            "The network pool " + pool + " is used up. Remove apps or set a larger NUA_NETWORK_POOL."));
            try {
                create(network, labels, subnet);
                return subnet;
            } catch (NuaException e) {
                if (!String.valueOf(e.getMessage()).contains("overlap")) {
                    throw e;
                }
                taken.add(subnet);
            }
        }
    }

    private void create(String network, Map<String, String> labels, Subnet subnet) {
        var ipam = new Ipam().withConfig(new Ipam.Config().withSubnet(subnet.toString()));
        client.call(docker -> docker.createNetworkCmd()
                .withName(network)
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withIpam(ipam)
                .withLabels(labels)
                .exec());
    }

    private Set<String> taken(String network) {
        return client
                .call(docker -> docker.listContainersCmd()
                        .withShowAll(true)
                        .withNetworkFilter(List.of(network))
                        .exec())
                .stream()
                .flatMap(Networks::addresses)
                .collect(Collectors.toSet());
    }

    private static Stream<String> addresses(Container container) {
        Stream<String> fixed = Stream.ofNullable(container.getLabels()).map(all -> all.getOrDefault(ADDRESS, ""));
        Stream<String> now = Stream.ofNullable(container.getNetworkSettings())
                .flatMap(settings -> settings.getNetworks().values().stream())
                .flatMap(endpoint -> Stream.ofNullable(endpoint.getIpAddress()));
        return Stream.concat(fixed, now).filter(address -> !address.isEmpty());
    }

    private List<Network> all() {
        return client.call(docker -> docker.listNetworksCmd().exec());
    }

    private static Stream<Subnet> subnets(Network network) {
        return Stream.ofNullable(network.getIpam())
                .flatMap(ipam -> Stream.ofNullable(ipam.getConfig()))
                .flatMap(List::stream)
                .flatMap(config -> Stream.ofNullable(config.getSubnet()))
                .flatMap(text -> Subnet.parse(text).stream());
    }
}

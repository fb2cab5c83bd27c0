package rocks.nua.rest;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import rocks.nua.api.app.Apps;
import rocks.nua.api.app.Deployments;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.extension.Gates.Gate;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.plugin.Plugins;
import rocks.nua.api.service.Services;
import rocks.nua.api.service.Upgrades;

/** All routes of the API on a CXF bus of their own. */
final class Api implements AutoCloseable {
    private final Departures departures = new Departures();
    private final Json json = new Json();
    private final Platform platform;
    private final Bus bus;

    Api(
            Apps apps,
            Deployments deployments,
            Services services,
            Upgrades upgrades,
            Catalogue catalogue,
            Repositories repositories,
            Platform platform,
            Housekeeping housekeeping,
            Plugins plugins) {
        this.platform = platform;
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl()); // its own search knows nothing of bundles
        bus = withLoader(CXFBusFactory.class.getClassLoader(), () -> new CXFBusFactory().createBus());
        publish(
                server("/", json),
                resources(apps, deployments, services, upgrades, catalogue, repositories, housekeeping, plugins));
    }

    Bus bus() {
        return bus;
    }

    @Override
    public void close() {
        departures.close();
        bus.shutdown(false);
    }

    /** Adds the routes of a plugin below {@code /x/NAME}, called through the gate, until what is returned is destroyed. */
    Server extend(String name, List<Object> resources, Gate gate) {
        Json own = new Json(); // what it remembers of the plugin's classes goes with it
        JAXRSServerFactoryBean server = server("/x/" + name, own);
        server.setInvoker(new GatedInvoker(gate, own));
        return publish(server, resources);
    }

    private static Server publish(JAXRSServerFactoryBean server, List<Object> resources) {
        server.setServiceBeans(resources);
        server.setStart(false); // not before each route has its door
        try {
            Server made = withLoader(Api.class.getClassLoader(), server::create);
            made.start();
            return made;
        } catch (RuntimeException e) {
            Optional.ofNullable(server.getServer()).ifPresent(Server::destroy);
            throw e;
        }
    }

    /** One CXF server at an address below the API: to add another disturbs none that is there. */
    private JAXRSServerFactoryBean server(String address, Json json) {
        JAXRSServerFactoryBean server = new JAXRSServerFactoryBean();
        server.setBus(bus);
        server.setAddress(address);
        server.setProviders(List.of(
                new Doors(platform),
                new Login.Context(),
                new Values(),
                new TextWriter(),
                json.provider(),
                new Problems(json)));
        return server;
    }

    /** All at the path / with whole paths on their methods: JAX-RS would else look only into the class whose path is longest. */
    private List<Object> resources(
            Apps apps,
            Deployments deployments,
            Services services,
            Upgrades upgrades,
            Catalogue catalogue,
            Repositories repositories,
            Housekeeping housekeeping,
            Plugins plugins) {
        Streams streams = new Streams(departures);
        List<Object> resources = List.of(
                new AppsResource(apps),
                new LifeResource(apps),
                new DeploymentsResource(deployments),
                new ReleasesResource(apps, deployments),
                new EnvResource(apps),
                new DomainsResource(apps),
                new ServicesResource(services),
                new PackagesResource(catalogue),
                new UpgradesResource(upgrades, streams),
                new RepositoriesResource(repositories, json),
                new LogsResource(apps, deployments, json, streams),
                new RunsResource(apps, services, departures),
                new PlanResource(deployments),
                new PluginsResource(plugins),
                new EventsResource(platform, json, streams),
                new HousekeepingResource(housekeeping),
                new PlatformResource(platform));
        Set<Class<?>> described = Stream.concat(
                        resources.stream().map(Object::getClass), Stream.of(OpenApiResource.class))
                .collect(Collectors.toSet());
        return Stream.concat(resources.stream(), Stream.of(new OpenApiResource(described, new PluginPaths(bus))))
                .toList();
    }

    /** CXF looks for its parts by the loader of the thread. */
    private static <T> T withLoader(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

package rocks.nua.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rocks.nua.api.Domain;
import rocks.nua.api.app.AppStatus;
import rocks.nua.api.app.AppStatus.ContainerStatus;
import rocks.nua.api.app.Deployment;
import rocks.nua.api.app.Deployment.TimedStep;
import rocks.nua.api.app.PlanReport;
import rocks.nua.api.app.Release;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.catalogue.Repositories;
import rocks.nua.api.platform.Event;
import rocks.nua.api.platform.Housekeeping;
import rocks.nua.api.platform.Platform;
import rocks.nua.api.service.Services;
import rocks.nua.api.service.Upgrade;

/** How the things of the api look as text. */
final class Views {
    private static final Table<AppStatus> APPS = Table.<AppStatus>empty()
            .with("NAME", AppStatus::name)
            .with("STATE", app -> word(app.state()))
            .with("RELEASE", app -> release(app.release()))
            .with("BUILDER", app -> dash(app.builder()))
            .with("CONTAINERS", Views::containers)
            .with("DEPLOYED", app -> time(app.deployedAt()))
            .with("URL", AppStatus::url);
    private static final Table<ContainerStatus> CONTAINERS = Table.<ContainerStatus>empty()
            .with("CONTAINER", ContainerStatus::name)
            .with("PROCESS", ContainerStatus::process)
            .with("RELEASE", ContainerStatus::release)
            .with("STATE", ContainerStatus::state);
    private static final Table<Deployment> DEPLOYMENTS = Table.<Deployment>empty()
            .with("ID", Deployment::id)
            .with("STATE", deployment -> word(deployment.state()))
            .with("RELEASE", deployment -> release(deployment.release()))
            .with("SECONDS", Views::seconds)
            .with("CREATED", deployment -> time(deployment.createdAt()))
            .with("BY", Deployment::caller)
            .with("SOURCE", Deployment::source)
            .with("MESSAGE", Deployment::message);
    private static final Table<Release> RELEASES = Table.<Release>empty()
            .with("RELEASE", Release::number)
            .with("BUILDER", Release::builder)
            .with("CREATED", release -> time(release.createdAt()))
            .with("IMAGE", release -> shortened(release.image().value()))
            .with("SOURCE", Release::source);
    private static final Table<Event> EVENTS = Table.<Event>empty()
            .with("TIME", event -> time(event.at()))
            .with("TYPE", Event::type)
            .with("APP", event -> dash(event.app()))
            .with("BY", event -> dash(event.caller()))
            .with("MESSAGE", Event::message);
    private static final Table<Platform.BuilderInfo> BUILDERS = Table.<Platform.BuilderInfo>empty()
            .with("BUILDER", Platform.BuilderInfo::name)
            .with("ORDER", Platform.BuilderInfo::order)
            .with("BUNDLE", Platform.BuilderInfo::bundle);
    private static final Table<Platform.Check> CHECKS = Table.<Platform.Check>empty()
            .with("", check -> check.good() ? "ok" : "FAULT")
            .with("CHECK", Platform.Check::name)
            .with("FINDING", Platform.Check::finding)
            .with("WHAT TO DO", Platform.Check::fix);
    private static final Table<Services.Offer> OFFERS = Table.<Services.Offer>empty()
            .with("TYPE", Services.Offer::type)
            .with("VERSIONS", offer -> String.join(", ", offer.versions()))
            .with("BUNDLE", Services.Offer::bundle);
    private static final Table<Services.Status> SERVICES = Table.<Services.Status>empty()
            .with("NAME", Services.Status::name)
            .with("TYPE", Services.Status::type)
            .with("VERSION", Services.Status::version)
            .with("STATE", Services.Status::state)
            .with("APPS", service -> dash(String.join(", ", service.apps())))
            .with("CREATED", service -> time(service.createdAt()));
    private static final Table<Services.Dump> DUMPS = Table.<Services.Dump>empty()
            .with("DUMP", Services.Dump::id)
            .with("APP", Services.Dump::app)
            .with("BYTES", Services.Dump::sizeBytes)
            .with("CREATED", dump -> time(dump.createdAt()))
            .with("STORES", dump -> String.join(", ", dump.stores()));
    private static final Table<Housekeeping.BaseImage> BASES = Table.<Housekeeping.BaseImage>empty()
            .with("BASE IMAGE", Housekeeping.BaseImage::name)
            .with("DIGEST", base -> dash(shortened(base.digest())))
            .with("MIB", base -> base.sizeBytes() >> 20)
            .with("ORIGIN", base -> dash(base.origin()))
            .with("APPS", base -> dash(String.join(", ", base.apps())))
            .with("TO REBUILD", base -> dash(String.join(", ", base.outdated())))
            .with("TO RENEW", base -> dash(String.join(", ", base.services())));
    private static final Table<Catalogue.Entry> PACKAGES = Table.<Catalogue.Entry>empty()
            .with("PACKAGE", Catalogue.Entry::id)
            .with("KIND", entry -> word(entry.kind()))
            .with("VERSION", entry -> dash(entry.version()))
            .with("TITLE", entry -> dash(entry.title()))
            .with("FROM", Catalogue.Entry::origin);
    private static final Table<Upgrade> UPGRADES = Table.<Upgrade>empty()
            .with("SERVICE", Upgrade::service)
            .with("FROM", Upgrade::from)
            .with("TO", Upgrade::to)
            .with("STATE", upgrade -> word(upgrade.state()))
            .with("STEP", Upgrade::step)
            .with("MESSAGE", Upgrade::message);
    private static final Table<Repositories.Repository> REPOSITORIES = Table.<Repositories.Repository>empty()
            .with("REPOSITORY", Repositories.Repository::name)
            .with("CHANNEL", repository -> word(repository.channel()))
            .with(
                    "SIGNED BY",
                    repository -> repository.key().isEmpty() ? "nobody" : shortened("sha256:" + repository.key()))
            .with("PACKAGES", Repositories.Repository::packages)
            .with("REFRESHED", repository -> time(repository.refreshedAt()))
            .with("ADDRESS", Repositories.Repository::address)
            .with("MESSAGE", repository -> dash(repository.message()));
    private static final Table<Domain> DOMAINS = Table.<Domain>empty().with("DOMAIN", Domain::value);

    static final List<View<?>> ALL = List.of(
            new View<>(AppStatus.class, APPS, Views::app),
            new View<>(Deployment.class, DEPLOYMENTS, Views::deployment),
            new View<>(Release.class, RELEASES),
            new View<>(Event.class, EVENTS),
            new View<>(Platform.BuilderInfo.class, BUILDERS),
            new View<>(Platform.Check.class, CHECKS),
            PluginViews.PLUGINS,
            PluginViews.SIGNERS,
            new View<>(Domain.class, DOMAINS),
            new View<>(Services.Offer.class, OFFERS),
            new View<>(Services.Status.class, SERVICES, Views::service),
            new View<>(Services.Dump.class, DUMPS),
            new View<>(Housekeeping.BaseImage.class, BASES),
            new View<>(Catalogue.Entry.class, PACKAGES, Views::entry),
            new View<>(Upgrade.class, UPGRADES),
            new View<>(Repositories.Repository.class, REPOSITORIES),
            new View<>(Housekeeping.Pruned.class, Table.empty(), Views::pruned),
            new View<>(Platform.Status.class, Table.empty(), Views::status),
            new View<>(PlanReport.class, Table.empty(), Views::plan),
            new View<>(Env.class, Table.empty(), Views::env),
            new View<>(
                    Ticket.class, Table.empty(), ticket -> ticket.deployment().id() + "\n"),
            new View<>(Outcome.class, Table.empty(), outcome -> outcome.exitStatus() + "\n"));

    private Views() {}

    /** One event as a line, for a stream of them. */
    static String line(Event event) {
        return Table.oneLine(String.join(
                "  ", time(event.at()), event.type(), dash(event.app()), dash(event.caller()), event.message()));
    }

    private static String app(AppStatus app) {
        return new Lines()
                .add("Name", app.name())
                .add("State", word(app.state()))
                .add("URL", app.url())
                .add("Release", release(app.release()))
                .add("Deployed", time(app.deployedAt()))
                .add("Builder", app.builder())
                .add("Source", app.source())
                .add("Domains", String.join(", ", app.domains()))
                .blank()
                .paragraph(CONTAINERS.text(app.containers()))
                .toString();
    }

    private static String service(Services.Status service) {
        Lines lines = new Lines()
                .add("Name", service.name())
                .add("Type", service.type())
                .add("Version", service.version())
                .add("State", service.state())
                .add("Apps", String.join(", ", service.apps()))
                .add("Dumps", service.dumps())
                .add("Memory", (service.memoryBytes() >> 20) + " MiB")
                .add("Created", time(service.createdAt()))
                .add("Exposed", service.exposed())
                .add("Note", service.note());
        service.facts().forEach(fact -> lines.add(capital(fact.name()), fact.value()));
        return lines.toString();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String entry(Catalogue.Entry entry) {
        return new Lines()
                .add("Package", entry.id())
                .add("Kind", word(entry.kind()))
                .add("Version", entry.version())
                .add("Title", entry.title())
                .add("Tagline", entry.tagline())
                .add("Description", entry.description())
                .add("Website", entry.website())
                .add("Licence", entry.license())
                .add("Tags", String.join(", ", entry.tags()))
                .add("From", entry.origin())
                .toString();
    }

    private static String deployment(Deployment deployment) {
        Lines lines = new Lines()
                .add("Deployment", deployment.id())
                .add("App", deployment.app())
                .add("State", word(deployment.state()))
                .add("Source", deployment.source())
                .add("By", deployment.caller())
                .add("Created", time(deployment.createdAt()))
                .add("Release", release(deployment.release()))
                .add("Message", deployment.message())
                .blank();
        deployment.steps().forEach(step -> lines.paragraph(step(step)));
        return lines.toString();
    }

    private static String step(TimedStep step) {
        return String.format(
                Locale.ROOT, "%-8s %.2fs%n", step.step(), step.took().toMillis() / 1000.0);
    }

    private static String status(Platform.Status status) {
        return new Lines()
                .add("State", status.state())
                .add("Message", status.message())
                .add("Version", status.version())
                .add("Engine", status.engine().isEmpty() ? "does not answer" : status.engine())
                .add("Domain", status.domain())
                .add("Apps", status.apps() + ", " + status.runningApps() + " running as wanted")
                .add("Builders", String.join(", ", status.builders()))
                .add("Memory", (status.memoryBytes() >> 20) + " MiB")
                .toString();
    }

    private static String pruned(Housekeeping.Pruned pruned) {
        return "Removed " + pruned.images() + " images of apps and " + (pruned.bytes() >> 20) + " MiB of caches.\n";
    }

    private static String plan(PlanReport plan) {
        Lines lines = new Lines().add("App", plan.app()).add("Builder", plan.builder());
        plan.reasons().forEach(reason -> lines.add("Because", reason));
        plan.warnings().forEach(warning -> lines.add("Warning", warning));
        plan.changes().forEach(change -> lines.add("Change", change));
        return lines.blank().paragraph(plan.plan().stripTrailing() + "\n").toString();
    }

    private static String env(Env env) {
        return env.values().entrySet().stream()
                .map(entry -> Table.oneLine(entry.getKey() + "=" + entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String containers(AppStatus app) {
        Map<Boolean, Long> byRunning = app.containers().stream()
                .collect(Collectors.partitioningBy(c -> c.state().equals("running"), Collectors.counting()));
        return byRunning.get(true) + "/" + app.containers().size();
    }

    private static String seconds(Deployment deployment) {
        long millis = deployment.steps().stream()
                .mapToLong(step -> step.took().toMillis())
                .sum();
        return String.format(Locale.ROOT, "%.2f", millis / 1000.0);
    }

    private static String release(int number) {
        return number == 0 ? "-" : Integer.toString(number);
    }

    private static String shortened(String image) {
        return image.startsWith("sha256:") ? image.substring(7, 19) : image;
    }

    private static String time(Instant at) {
        return at.equals(Instant.EPOCH)
                ? "-"
                : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}

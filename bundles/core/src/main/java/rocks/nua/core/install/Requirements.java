package rocks.nua.core.install;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Says in words what bundles need that this platform does not have. */
final class Requirements {
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern LEAST = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    private final BundleContext context;

    Requirements(BundleContext context) {
        this.context = context;
    }

    /** The first thing that is missing, as a sentence; empty when nothing is. */
    Optional<String> missing(List<Bundle> bundles) {
        return bundles.stream()
                .flatMap(bundle -> revision(bundle).getDeclaredRequirements(null).stream())
                .filter(Requirements::mustHold)
                .filter(need -> capabilities(need.getNamespace(), bundles).noneMatch(has -> matches(need, has)))
                .findFirst()
                .map(need -> need.getRevision().getSymbolicName() + " needs " + told(need, bundles));
    }

    private static boolean mustHold(BundleRequirement need) {
        Map<String, String> directives = need.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    private Stream<BundleCapability> capabilities(String namespace, List<Bundle> bundles) {
        Stream<BundleCapability> own =
                bundles.stream().flatMap(bundle -> revision(bundle).getDeclaredCapabilities(namespace).stream());
        Stream<BundleCapability> others = Arrays.stream(context.getBundles())
                .filter(bundle -> !bundles.contains(bundle))
                .flatMap(bundle -> Optional.ofNullable(bundle.adapt(BundleWiring.class)).stream())
                .flatMap(wiring -> wiring.getCapabilities(namespace).stream());
        return Stream.concat(own, others);
    }

    private static boolean matches(BundleRequirement need, BundleCapability has) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        try {
            Optional<Filter> parsed =
                    filter.isEmpty() ? Optional.empty() : Optional.of(FrameworkUtil.createFilter(filter));
            return parsed.map(one -> one.matches(has.getAttributes())).orElse(true);
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    private String told(BundleRequirement need, List<Bundle> bundles) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher named = PACKAGE.matcher(filter);
        if (!named.find()) {
            return need.getNamespace() + " " + filter + ", which this platform does not have.";
        }
        String name = named.group(1);
        List<Version> here = capabilities(PackageNamespace.PACKAGE_NAMESPACE, bundles)
                .filter(has -> name.equals(has.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(has -> has.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                .map(version -> version instanceof Version given ? given : Version.emptyVersion)
                .sorted()
                .toList();
        String wanted = name + found(LEAST, filter).map(least -> " " + least).orElse("");
        if (here.isEmpty()) {
            return wanted + ", which this platform does not have.";
        }
        return wanted
                + found(BELOW, filter).map(below -> " (below " + below + ")").orElse("") + ", this platform has "
                + shown(here.get(here.size() - 1).toString()) + ".";
    }

    private static Optional<String> found(Pattern pattern, String filter) {
        Matcher matcher = pattern.matcher(filter);
        return matcher.find() ? Optional.of(shown(matcher.group(1))) : Optional.empty();
    }

    /** As people say it: 1.2 and not 1.2.0. */
    private static String shown(String version) {
        return version.replaceFirst("(?<=\\d\\.\\d{1,9})\\.0$", "");
    }

    private static BundleRevision revision(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleRevision.class)).orElseThrow();
    }
}

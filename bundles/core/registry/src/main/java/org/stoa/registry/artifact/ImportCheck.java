package org.stoa.registry.artifact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Whether the bundles that run provide what a module imports. Asks the framework, and changes nothing in it. */
public final class ImportCheck {

    private static final String API = "org.stoa.api.";
    /** Namespaces that are checked elsewhere, or say nothing about wiring. */
    private static final Set<String> OTHER_NAMESPACES = Set.of("osgi.ee", "osgi.service", "osgi.extender");

    private static final Pattern PACKAGE = Pattern.compile("[\\w$]+(?:\\.[\\w$]+)*");

    private final FrameworkWiring framework;

    public ImportCheck(FrameworkWiring framework) {
        this.framework = framework;
    }

    /** Where the classes of each imported package come from, as far as something provides it. */
    Map<String, ClassLoader> check(ModuleArchive archive, Findings findings) {
        Map<String, ClassLoader> loaders = new HashMap<>();
        for (HeaderClause clause : ManifestCheck.clauses(archive, Constants.IMPORT_PACKAGE, findings)) {
            for (String packageName : clause.names()) {
                checkPackage(packageName, clause, loaders, findings);
            }
        }
        for (HeaderClause clause : ManifestCheck.clauses(archive, Constants.REQUIRE_CAPABILITY, findings)) {
            clause.names().forEach(namespace -> checkCapability(namespace, clause, findings));
        }
        return loaders;
    }

    private void checkPackage(
            String packageName, HeaderClause clause, Map<String, ClassLoader> loaders, Findings findings) {
        if (packageName.startsWith("java.")) {
            return;
        }
        VersionRange wanted;
        try {
            if (!PACKAGE.matcher(packageName).matches()) {
                throw new IllegalArgumentException("it is no name of a package");
            }
            wanted = VersionRange.valueOf(clause.attributes().getOrDefault(Constants.VERSION_ATTRIBUTE, "0"));
        } catch (IllegalArgumentException e) {
            findings.violation("manifest-unreadable", Constants.IMPORT_PACKAGE, packageName + ": " + e.getMessage());
            return;
        }
        List<BundleCapability> present = providers(
                PackageNamespace.PACKAGE_NAMESPACE, "(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + packageName + ")");
        Optional<BundleCapability> provider = present.stream()
                .filter(capability -> wanted.includes(versionOf(capability)) && hasAttributes(capability, clause))
                .max(Comparator.comparing(ImportCheck::versionOf));
        if (provider.isPresent()) {
            ClassLoader loader = loaderOf(provider.get());
            if (loader != null) {
                loaders.put(packageName, loader);
            }
        } else if (!Constants.RESOLUTION_OPTIONAL.equals(clause.directives().get(Constants.RESOLUTION_DIRECTIVE))) {
            unsatisfied(packageName, wanted, present, findings);
        }
    }

    private static void unsatisfied(
            String packageName, VersionRange wanted, List<BundleCapability> present, Findings findings) {
        String there = present.stream()
                .map(ImportCheck::versionOf)
                .distinct()
                .sorted()
                .map(Version::toString)
                .collect(Collectors.joining(", "));
        boolean api = packageName.startsWith(API) && !present.isEmpty();
        String message = present.isEmpty()
                ? "it imports the package in version " + wanted
                        + ", and nothing here provides it; put the library inside"
                        + " the bundle, or leave out what needs it"
                : "it imports the package in version " + wanted + ", and here is " + there + "; "
                        + (api
                                ? "build it against the API of this platform, or upgrade the platform"
                                : "build it against that version, or put the library inside the bundle");
        findings.violation(api ? "api-version" : "import-unsatisfied", packageName, message);
    }

    private void checkCapability(String namespace, HeaderClause clause, Findings findings) {
        Map<String, String> directives = clause.directives();
        boolean resolving = directives
                .getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, "resolve")
                .equals("resolve");
        boolean optional =
                Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
        if (!resolving || optional || OTHER_NAMESPACES.contains(namespace)) {
            return;
        }
        String filter = directives.get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        if (!isProvided(namespace, filter)) {
            findings.violation(
                    "capability-unsatisfied",
                    namespace,
                    "it requires " + (filter == null ? "the capability" : filter)
                            + ", and nothing here provides it; leave out what needs it");
        }
    }

    private boolean isProvided(String namespace, String filter) {
        try {
            return !providers(namespace, filter).isEmpty();
        } catch (IllegalArgumentException e) {
            return false; // the filter is not well-formed
        }
    }

    /** What bundles that can be wired to provide; modules provide nothing to one another. */
    private List<BundleCapability> providers(String namespace, String filter) {
        List<BundleCapability> found = new ArrayList<>();
        for (BundleCapability capability : framework.findProviders(new CapabilityQuery(namespace, filter))) {
            BundleRevision revision = capability.getRevision();
            if (revision.getWiring() != null && revision.getWiring().isInUse()) {
                found.add(capability);
            }
        }
        return found;
    }

    private static boolean hasAttributes(BundleCapability capability, HeaderClause clause) {
        return clause.attributes().entrySet().stream()
                .filter(attribute -> !attribute.getKey().equals(Constants.VERSION_ATTRIBUTE))
                .filter(attribute -> !attribute.getKey().equals(Constants.BUNDLE_VERSION_ATTRIBUTE))
                .allMatch(attribute -> attribute
                        .getValue()
                        .equals(String.valueOf(capability.getAttributes().get(attribute.getKey()))));
    }

    private static Version versionOf(BundleCapability capability) {
        Object version = capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        return version instanceof Version stated ? stated : Version.emptyVersion;
    }

    private static ClassLoader loaderOf(BundleCapability capability) {
        BundleWiring wiring = capability.getRevision().getWiring();
        return wiring == null ? null : wiring.getClassLoader();
    }
}

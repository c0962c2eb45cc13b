package org.stoa.registry.artifact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.stoa.registry.ModuleRules;

/**
 * What the manifest of a module says: its name and version, and nothing by which it would reach other bundles, be reached by
 * them, or be brought to life by anything but DS.
 */
public final class ManifestCheck {

    /** Headers that a module may not have: rule, and what to do. */
    private static final Map<String, String[]> REFUSED = new TreeMap<>(Map.of(
            Constants.EXPORT_PACKAGE,
            new String[] {
                "manifest-exports",
                "nothing may depend on the classes of a module; share them in a library of their own"
            },
            Constants.REQUIRE_BUNDLE,
            new String[] {"manifest-requires-bundle", "import packages instead"},
            Constants.FRAGMENT_HOST,
            new String[] {"manifest-fragment", "a module is a bundle of its own"},
            Constants.DYNAMICIMPORT_PACKAGE,
            new String[] {"manifest-dynamic-imports", "state what is needed in " + Constants.IMPORT_PACKAGE},
            Constants.BUNDLE_NATIVECODE,
            new String[] {"manifest-native-code", "a module is Java only"},
            "Launcher-Agent-Class",
            new String[] {"manifest-agent", "a module does not change the classes of others"},
            "Premain-Class",
            new String[] {"manifest-agent", "a module does not change the classes of others"},
            "Agent-Class",
            new String[] {"manifest-agent", "a module does not change the classes of others"},
            "Multi-Release",
            new String[] {"manifest-multi-release", "the classes that are inspected must be those that run"}));

    /** Headers by which something other than DS would run what is in the bundle. */
    private static final List<String> EXTENDERS = List.of(
            "Bundle-Blueprint",
            "Blueprint-Bundle",
            "Karaf-Commands",
            "Karaf-Feature-Start",
            "Meta-Persistence",
            "SPI-Consumer",
            "SPI-Provider",
            "Spring-Context",
            "Test-Cases",
            "Web-ContextPath",
            "Webapp-Context",
            "Ext-Bundle",
            "Iaas-Bundle");

    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");
    private static final Pattern EXECUTION_ENVIRONMENT =
            Pattern.compile("osgi\\.ee=(?:JavaSE|JRE|OSGi/Minimum)\\)\\(version>?=([0-9.]+)\\)");
    private static final Pattern REQUIRED_ENVIRONMENT = Pattern.compile("JavaSE-([0-9.]+)");

    private final int javaVersion;

    /** @param javaVersion feature release of the Java that runs, such as 17 */
    public ManifestCheck(int javaVersion) {
        this.javaVersion = javaVersion;
    }

    void check(ModuleArchive archive, Findings findings) {
        checkName(archive, findings);
        checkVersion(archive, findings);
        REFUSED.forEach((header, rule) -> {
            if (isStated(archive, header)) {
                findings.violation(rule[0], header, "a module may not have this header: " + rule[1]);
            }
        });
        for (String header : EXTENDERS) {
            if (archive.manifest().containsKey(header)) {
                extender(header, findings);
            }
        }
        checkImports(archive, findings);
        checkCapabilities(archive, findings);
        checkEnvironment(archive, findings);
        new ContentCheck(javaVersion).check(archive, findings);
    }

    /** The clauses of a header; none, and a violation, when it is not well-formed. */
    static List<HeaderClause> clauses(ModuleArchive archive, String header, Findings findings) {
        try {
            return HeaderClause.parse(archive.manifest().get(header));
        } catch (IllegalArgumentException e) {
            findings.violation("manifest-unreadable", header, e.getMessage() + "; let bnd write the manifest");
            return List.of();
        }
    }

    static void extender(String subject, Findings findings) {
        findings.violation(
                "manifest-extender",
                subject,
                "it would be run by something that the platform does not control; only DS components are");
    }

    private static boolean isStated(ModuleArchive archive, String header) {
        String value = archive.manifest().get(header);
        return value != null
                && !(header.equals("Multi-Release") && value.strip().equalsIgnoreCase("false"));
    }

    private static void checkName(ModuleArchive archive, Findings findings) {
        String name = archive.symbolicName();
        if (!"2"
                .equals(archive.manifest()
                        .getOrDefault(Constants.BUNDLE_MANIFESTVERSION, "")
                        .strip())) {
            findings.violation(
                    "manifest-symbolic-name",
                    Constants.BUNDLE_MANIFESTVERSION,
                    "it must be 2, or this is no OSGi bundle; let bnd write the manifest");
        }
        if (name == null || !SYMBOLIC_NAME.matcher(name).matches()) {
            findings.violation(
                    "manifest-symbolic-name",
                    Constants.BUNDLE_SYMBOLICNAME,
                    (name == null ? "there is none" : "'" + name + "' is not one")
                            + "; state words joined by dots, of which the last is the id of the module");
            return;
        }
        if (!ModuleRules.isId(archive.id())) {
            findings.violation(
                    "manifest-symbolic-name",
                    name,
                    "its last segment is the id of the module: at most " + ModuleRules.MAX_ID_LENGTH
                            + " lower-case letters and digits, beginning with a letter");
        } else if (ModuleRules.isReserved(archive.id())) {
            findings.violation(
                    "manifest-id-reserved", archive.id(), "the platform uses this id itself; choose another one");
        }
        HeaderClause.parse(archive.manifest().get(Constants.BUNDLE_SYMBOLICNAME))
                .get(0)
                .directives()
                .entrySet()
                .stream()
                .filter(directive -> directive.getKey().equals(Constants.SINGLETON_DIRECTIVE))
                .filter(directive -> directive.getValue().equalsIgnoreCase("true"))
                .forEach(directive -> findings.violation(
                        "manifest-singleton",
                        Constants.BUNDLE_SYMBOLICNAME,
                        "two versions of a module run side by side during an upgrade; leave out singleton:=true"));
    }

    private static void checkVersion(ModuleArchive archive, Findings findings) {
        if (archive.version() == null) {
            String stated = archive.manifest().get(Constants.BUNDLE_VERSION);
            findings.violation(
                    "manifest-version",
                    Constants.BUNDLE_VERSION,
                    (stated == null ? "there is none" : "'" + stated + "' is not one")
                            + "; state one such as 1.2.0 or 1.2.0.beta");
        }
    }

    private static void checkImports(ModuleArchive archive, Findings findings) {
        for (HeaderClause clause : clauses(archive, Constants.IMPORT_PACKAGE, findings)) {
            for (String name : clause.names()) {
                if (isInternal(name)) {
                    findings.violation(
                            "manifest-imports-internal",
                            name,
                            "it is an inside of the platform; use what org.stoa.api offers to modules");
                } else if (!isOffered(name)) {
                    findings.warning("imports " + name
                            + ", which is not promised to modules and may change with the platform; put the library"
                            + " inside the bundle");
                }
            }
        }
    }

    private static boolean isInternal(String packageName) {
        String name = packageName + ".";
        return (name.startsWith("org.stoa.") && !name.startsWith("org.stoa.api."))
                || name.startsWith("org.stoa.api.platform.")
                || name.startsWith("org.osgi.framework.hooks.")
                || name.startsWith("org.osgi.framework.launch.")
                || name.startsWith("org.osgi.service.cm.")
                || name.startsWith("org.osgi.service.condpermadmin.")
                || name.startsWith("org.osgi.service.permissionadmin.")
                || name.startsWith("org.apache.karaf.")
                || name.startsWith("org.apache.felix.");
    }

    private static boolean isOffered(String packageName) {
        String name = packageName + ".";
        return List.of(
                        "org.stoa.api.",
                        "java.",
                        "javax.",
                        "jakarta.",
                        "org.w3c.",
                        "org.xml.",
                        "org.slf4j.",
                        "org.osgi.",
                        "dev.openfeature.sdk.",
                        "org.apache.ibatis.annotations.",
                        "com.fasterxml.jackson.")
                .stream()
                .anyMatch(name::startsWith);
    }

    private static void checkCapabilities(ModuleArchive archive, Findings findings) {
        for (HeaderClause clause : clauses(archive, Constants.PROVIDE_CAPABILITY, findings)) {
            for (String namespace : clause.names()) {
                if (!namespace.equals("osgi.service")) {
                    findings.violation(
                            "manifest-capabilities",
                            namespace,
                            "other bundles could be wired to a module that provides it; only osgi.service is allowed in "
                                    + Constants.PROVIDE_CAPABILITY);
                }
            }
        }
        for (HeaderClause clause : clauses(archive, Constants.REQUIRE_CAPABILITY, findings)) {
            String filter = clause.directives().getOrDefault("filter", "");
            if (clause.names().contains("osgi.extender") && !filter.contains("(osgi.extender=osgi.component)")) {
                extender("osgi.extender " + filter, findings);
            }
        }
    }

    private void checkEnvironment(ModuleArchive archive, Findings findings) {
        for (HeaderClause clause : clauses(archive, Constants.REQUIRE_CAPABILITY, findings)) {
            Matcher wanted = EXECUTION_ENVIRONMENT.matcher(clause.directives().getOrDefault("filter", ""));
            if (clause.names().contains("osgi.ee") && wanted.find()) {
                checkJava(Constants.REQUIRE_CAPABILITY, wanted.group(1), findings);
            }
        }
        Matcher required = REQUIRED_ENVIRONMENT.matcher(
                archive.manifest().getOrDefault("Bundle-RequiredExecutionEnvironment", ""));
        if (required.find()) {
            checkJava("Bundle-RequiredExecutionEnvironment", required.group(1), findings);
        }
    }

    private void checkJava(String header, String wanted, Findings findings) {
        int feature = Integer.parseInt(
                wanted.startsWith("1.") ? wanted.substring(2).split("\\.")[0] : wanted.split("\\.")[0]);
        if (feature > javaVersion) {
            findings.violation(
                    "manifest-java",
                    header,
                    "it needs Java " + feature + ", and the platform runs on Java " + javaVersion
                            + "; compile with --release " + javaVersion);
        }
    }
}

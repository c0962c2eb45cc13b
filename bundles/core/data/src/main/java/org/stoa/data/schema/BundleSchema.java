package org.stoa.data.schema;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stoa.api.data.MigrationException;

/**
 * The schema of one bundle.
 *
 * @param name name of the schema: the last segment of the bundle's symbolic name
 * @param bundle symbolic name of the bundle
 */
public record BundleSchema(String name, String bundle) {

    /** Where PostgreSQL's extensions lie; nobody needs a right there to use their operator classes in a constraint. */
    static final String EXTENSIONS = "extensions";

    private static final Set<String> CORE_BUNDLES = Set.of(
            "org.stoa.data",
            "org.stoa.access",
            "org.stoa.registry",
            "org.stoa.metadata",
            "org.stoa.subscription",
            "org.stoa.activity",
            "org.stoa.rest",
            "org.stoa.shell");
    private static final Set<String> RESERVED = Set.of(
            "platform",
            "public",
            "information_schema",
            EXTENSIONS,
            "data",
            "access",
            "registry",
            "metadata",
            "subscription",
            "activity",
            "rest",
            "shell");
    /** Leaves room for the database's name in the name of the role. */
    private static final Pattern NAME = Pattern.compile("(?!pg_)[a-z][a-z0-9_]{0,39}");

    /** Ends the name of the role that owns a module's schema, without which it would be that of another schema's role. */
    static final String OWNER_SUFFIX = "_owner";

    /** The data bundle's own. */
    public static final BundleSchema DATA = new BundleSchema("data", "org.stoa.data");

    /**
     * The schema of the bundle with this symbolic name.
     *
     * @throws MigrationException when the last segment of the name cannot be the name of a schema
     */
    public static BundleSchema of(String symbolicName) {
        String name = symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
        BundleSchema schema = new BundleSchema(name, symbolicName);
        if (!NAME.matcher(name).matches() || name.endsWith(OWNER_SUFFIX)) {
            throw new MigrationException(
                    "Bundle " + symbolicName + " cannot have tables: the last segment of its name, " + name
                            + ", must be 1 to 40 lower-case letters, digits and underscores, not begin with pg_ and not end with "
                            + OWNER_SUFFIX + ".");
        }
        if (RESERVED.contains(name) && !schema.isCore()) {
            throw new MigrationException("Bundle " + symbolicName + " cannot have tables: the schema " + name
                    + " belongs to the platform. Give the bundle another name.");
        }
        return schema;
    }

    /** Schemas of the core, whether or not they exist. */
    static Set<String> ofCore() {
        return CORE_BUNDLES.stream()
                .map(bundle -> bundle.substring(bundle.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    /** Whether the bundle is part of the platform's core, to which work across tenants is open. */
    public boolean isCore() {
        return isCore(bundle);
    }

    /** The same for any symbolic name. */
    public static boolean isCore(String symbolicName) {
        return CORE_BUNDLES.contains(symbolicName);
    }
}

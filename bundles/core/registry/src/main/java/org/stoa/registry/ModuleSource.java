package org.stoa.registry;

import org.stoa.api.module.ModuleDefinition;

/** Where a module comes from: a bundle in the running platform, a plain object in a test. */
public interface ModuleSource {

    /** Symbolic name of the bundle; its last segment is the id of the module. */
    String symbolicName();

    /** Version of the bundle. */
    String version();

    /** What the module says of itself, or null while its component cannot be created. May be asked more than once. */
    ModuleDefinition definition();

    /**
     * Brings the tables of the module up to date.
     *
     * @throws org.stoa.api.data.MigrationException when the module breaks a rule
     * @throws org.stoa.api.rest.ProblemException 503 {@code database-unavailable}: worth another try
     */
    void migrate();

    /** Whether this is another version of the same bundle, which may run beside it. */
    default boolean isOtherVersionOf(ModuleSource other) {
        return symbolicName().equals(other.symbolicName()) && !version().equals(other.version());
    }

    /** A module outside OSGi. */
    static ModuleSource of(String symbolicName, String version, ModuleDefinition definition, Runnable migrate) {
        return new ModuleSource() {
            @Override
            public String symbolicName() {
                return symbolicName;
            }

            @Override
            public String version() {
                return version;
            }

            @Override
            public ModuleDefinition definition() {
                return definition;
            }

            @Override
            public void migrate() {
                migrate.run();
            }
        };
    }
}

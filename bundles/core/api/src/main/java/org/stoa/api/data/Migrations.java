package org.stoa.api.data;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/** Brings the schema of a bundle up to date. Called by the registry before a module counts as ready. */
@ProviderType
public interface Migrations {

    /**
     * Applies what {@code db/migration} of the bundle holds and has not been applied yet, then inspects the catalogue:
     * every table under forced row-level security or declared global by a core bundle. Does nothing for a bundle
     * without migrations.
     *
     * @return how many migrations were applied
     * @throws MigrationException when a script fails or the catalogue breaks a rule; names file, table and rule
     */
    int migrate(Bundle bundle);
}

package org.stoa.api.platform;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The PostgreSQL schemas of modules while their bundles do not run yet, or no longer. Scripts in {@code db/migration} only
 * add, so that the version before runs on beside the new one; scripts in {@code db/contraction} take away what no version
 * needs any more. Failures to reach the database are {@link org.stoa.api.rest.ProblemException}s with the code
 * {@code database-unavailable}.
 */
@ProviderType
public interface ModuleSchemas {

    /**
     * Applies the scripts of a bundle in a scratch database, after those of the version that runs, and inspects the
     * result. Nothing of the real database is touched and nothing stays behind. When every script has been applied to
     * the real database before, there is nothing to try out.
     *
     * @param previous bundle file of the version that runs, or null when there is none
     * @param next bundle file of the version to be
     */
    Rehearsal rehearse(String symbolicName, Path previous, Path next);

    /**
     * Applies what is pending of {@code db/migration} of a bundle file to the real database.
     *
     * @return how many scripts were applied
     * @throws org.stoa.api.data.MigrationException when a script fails or the schema breaks a rule; nothing is changed then
     */
    int migrate(String symbolicName, Path bundle);

    /** The scripts in {@code db/contraction} of a bundle file that have not been applied yet, in their order. */
    List<String> pendingContractions(String symbolicName, Path bundle);

    /**
     * Applies what is pending of {@code db/contraction} of a bundle file. No version before it can run afterwards.
     *
     * @return how many scripts were applied
     * @throws org.stoa.api.data.MigrationException when a script fails or the schema breaks a rule; nothing is changed then
     */
    int contract(String symbolicName, Path bundle);

    /** Drops the schema of a module with every row in it, and its roles. Does nothing when there is none. */
    void drop(String symbolicName);

    /**
     * What happened in the scratch database.
     *
     * @param migrations file names of the scripts that are pending, in their order
     * @param locks what they lock of the tables that exist already
     * @param violations why the bundle is refused; empty when it is not
     */
    record Rehearsal(List<String> migrations, List<TableLock> locks, List<RuleViolation> violations) {

        public Rehearsal {
            migrations = List.copyOf(migrations);
            locks = List.copyOf(locks);
            violations = List.copyOf(violations);
        }
    }

    /**
     * A lock that the pending scripts hold until they are committed.
     *
     * @param table name with schema
     * @param mode as PostgreSQL calls it, such as {@code AccessExclusiveLock}
     * @param blocks {@code nothing}, {@code writes} or {@code reads and writes}
     */
    record TableLock(String table, String mode, String blocks) {}
}

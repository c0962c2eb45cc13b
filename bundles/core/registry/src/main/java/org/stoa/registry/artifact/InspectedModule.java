package org.stoa.registry.artifact;

import java.nio.file.Path;
import java.util.List;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.platform.RuleViolation;

/**
 * What an inspection found. Its files exist until it is closed.
 *
 * @param directory of the files of {@code archive}
 * @param archive null when the file could not be read as a module
 * @param description what the module says of itself, in state STARTING; null when it could not be asked, or was not because
 *     of another violation
 * @param signer name of the trusted certificate that vouches for the file; null when it is not signed
 * @param warnings what an operator should know, in sentences
 * @param violations why the module is refused; empty when it is not
 */
public record InspectedModule(
        Path directory,
        ModuleArchive archive,
        InstalledModule description,
        String signer,
        List<String> warnings,
        List<RuleViolation> violations)
        implements AutoCloseable {

    public InspectedModule {
        warnings = List.copyOf(warnings);
        violations = List.copyOf(violations);
    }

    /** Whether the module may go on. */
    public boolean accepted() {
        return violations.isEmpty();
    }

    /** Deletes its files. */
    @Override
    public void close() {
        Directories.delete(directory);
    }
}

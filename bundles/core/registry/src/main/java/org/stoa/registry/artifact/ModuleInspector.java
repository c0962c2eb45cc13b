package org.stoa.registry.artifact;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.platform.IndustryInspection;
import org.stoa.api.platform.ResourceInspection;

/**
 * Inspects a module before its bundle is wired: archive, signature, manifest, imports, components, definition, resources
 * and industry.
 * Code of the module runs only after everything else was found in order.
 */
public final class ModuleInspector {

    /** Of the clock on the wall: a busy machine, which starts everything else as well, is no fault of the module. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final Path workDirectory;
    private final ArchiveLimits limits;
    private final SignatureCheck signatures;
    private final ManifestCheck manifests;
    private final ImportCheck imports;
    private final ComponentCheck components;
    private final DefinitionCheck definitions;

    /** @param workDirectory where files lie while they are looked at; created when it is needed */
    public ModuleInspector(
            Path workDirectory,
            ArchiveLimits limits,
            SignatureCheck signatures,
            ManifestCheck manifests,
            ImportCheck imports,
            ComponentCheck components,
            DefinitionCheck definitions) {
        this.workDirectory = workDirectory;
        this.limits = limits;
        this.signatures = signatures;
        this.manifests = manifests;
        this.imports = imports;
        this.components = components;
        this.definitions = definitions;
    }

    /**
     * An inspector for the platform that runs.
     *
     * @param trustedSigners directory of the certificates that may vouch for modules; read at every inspection
     * @param shipped directory of the modules that came with the platform, which need no signature; or null
     * @param development whether unsigned modules are let in
     * @param resources answers null while nobody can look at resources
     * @param industries answers null while nobody can look at industries
     */
    public static ModuleInspector of(
            BundleContext context,
            Path workDirectory,
            Path trustedSigners,
            Path shipped,
            boolean development,
            Supplier<ResourceInspection> resources,
            Supplier<IndustryInspection> industries,
            Clock clock) {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        return new ModuleInspector(
                workDirectory,
                ArchiveLimits.STANDARD,
                new SignatureCheck(trustedSigners, shipped, development, clock),
                new ManifestCheck(Runtime.version().feature()),
                new ImportCheck(wiring),
                new ComponentCheck(),
                new DefinitionCheck(
                        BundleContext.class.getClassLoader(),
                        context.getProperty(Constants.FRAMEWORK_BOOTDELEGATION),
                        resources,
                        industries,
                        TIME_LIMIT));
    }

    /**
     * Inspects a file that came from outside. What is wrong with it is in the answer.
     *
     * @param file is copied first; neither changed nor needed afterwards
     * @param name of the file, to be shown
     * @return to be closed by the caller; its files exist until then
     * @throws java.io.UncheckedIOException when this machine cannot read or write
     */
    public InspectedModule inspect(Path file, String name) {
        return inDirectory(directory -> inspect(file, name, directory));
    }

    /**
     * Opens a module that was inspected when it was stored: checks that it is the same file and that its signer is still
     * trusted, and runs nothing of it. The answer has no description.
     *
     * @param sha256 digest of the file when it was stored
     * @param storedAt the certificates need to have been valid then
     * @return to be closed by the caller; its files exist until then
     */
    public InspectedModule reopen(Path file, String name, String sha256, Instant storedAt) {
        return inDirectory(directory -> reopen(file, name, sha256, storedAt, directory));
    }

    /**
     * Opens a module whose file is known to be in order, because the caller knows its digest from the build of the platform
     * or from an inspection. Looks at nothing but its manifest, and runs nothing of it. The answer has no description.
     *
     * @param file is not copied, and must not change before the answer is closed
     * @param sha256 digest of the file, in hexadecimal digits
     * @return to be closed by the caller; its bundle exists until then
     */
    public InspectedModule open(Path file, String name, String sha256) {
        return inDirectory(directory -> {
            try {
                ModuleArchive archive = ModuleArchive.open(file, name, sha256, directory);
                return new InspectedModule(directory, archive, null, null, List.of(), List.of());
            } catch (ArchiveRefusedException e) {
                return refused(directory, e);
            }
        });
    }

    private InspectedModule inspect(Path file, String name, Path directory) {
        ModuleArchive archive;
        try {
            archive = ModuleArchive.read(file, name, directory, limits);
        } catch (ArchiveRefusedException e) {
            return refused(directory, e);
        }
        Findings findings = new Findings();
        String signer = signatures.check(archive, findings);
        manifests.check(archive, findings);
        Map<String, ClassLoader> loaders = imports.check(archive, findings);
        components.check(archive, loaders, findings);
        InstalledModule description = findings.clean() ? definitions.check(archive, loaders, findings) : null;
        return new InspectedModule(directory, archive, description, signer, findings.warnings(), findings.violations());
    }

    private InspectedModule reopen(Path file, String name, String sha256, Instant storedAt, Path directory) {
        ModuleArchive archive;
        try {
            archive = ModuleArchive.read(file, name, directory, limits);
        } catch (ArchiveRefusedException e) {
            return refused(directory, e);
        }
        Findings findings = new Findings();
        if (!archive.sha256().equals(sha256)) {
            findings.violation(
                    "archive-changed",
                    name,
                    "it is not the file that was inspected and stored: its SHA-256 is " + archive.sha256() + ", not "
                            + sha256 + "; install the module again");
        }
        String signer = signatures.check(archive, storedAt, findings);
        return new InspectedModule(directory, archive, null, signer, findings.warnings(), findings.violations());
    }

    private static InspectedModule refused(Path directory, ArchiveRefusedException refusal) {
        return new InspectedModule(directory, null, null, null, List.of(), refusal.violations());
    }

    private interface Inspection {
        InspectedModule in(Path directory);
    }

    private InspectedModule inDirectory(Inspection inspection) {
        Path directory = Directories.create(workDirectory);
        boolean answered = false;
        try {
            InspectedModule inspected = inspection.in(directory);
            answered = true;
            return inspected;
        } finally {
            if (!answered) {
                Directories.delete(directory);
            }
        }
    }
}

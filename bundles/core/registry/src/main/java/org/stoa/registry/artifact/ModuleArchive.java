package org.stoa.registry.artifact;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of a module, read as far as that can be done without running anything of it.
 *
 * @param name of the file, to be shown
 * @param file copy of the file as it came, in the directory it was read into: what is signed and stored
 * @param sha256 of that file, in lower-case hexadecimal
 * @param size of that file in bytes
 * @param bundle the bundle alone, in the same directory: what is installed; equal to {@code file} when no KAR is around it
 * @param symbolicName null when the manifest states none
 * @param version as {@code bundle.getVersion().toString()} will say it; null when the manifest states none that is
 *     well-formed
 * @param manifest main section of the bundle's manifest; names without regard to case
 * @param classPath where classes are looked for, in this order
 * @param migrations file names in {@code db/migration}, in the order in which they are applied
 * @param contractions file names in {@code db/contraction}, in the order in which they are applied
 */
public record ModuleArchive(
        String name,
        Path file,
        String sha256,
        long size,
        Path bundle,
        String symbolicName,
        String version,
        Map<String, String> manifest,
        List<Root> classPath,
        List<ComponentDescription> components,
        List<String> migrations,
        List<String> contractions) {

    public ModuleArchive {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(manifest);
        manifest = Collections.unmodifiableMap(headers);
        classPath = List.copyOf(classPath);
        components = List.copyOf(components);
        migrations = List.copyOf(migrations);
        contractions = List.copyOf(contractions);
    }

    /** Where classes of the bundle lie: at a place of a jar, such as {@code ""} or {@code "classes/"}. */
    public record Root(Path jar, String prefix) {}

    /**
     * Reads a KAR with one bundle, or a bundle alone.
     *
     * @param file is copied before anything is looked at, and not touched afterwards
     * @param name of the file, to be shown
     * @param directory an empty directory, where everything is put that is kept of the file; its owner deletes it
     * @throws ArchiveRefusedException when it is no archive, is damaged, too large, or not one bundle
     * @throws java.io.UncheckedIOException when this machine cannot read or write
     */
    public static ModuleArchive read(Path file, String name, Path directory, ArchiveLimits limits)
            throws ArchiveRefusedException {
        return new ArchiveReader(directory, limits).read(file, name);
    }

    /**
     * Opens a file whose content is known to be in order, because its digest is. Says nothing of its class path, components
     * and scripts.
     *
     * @param file is not copied, and must not change while the answer is used
     * @param sha256 digest of the file, in hexadecimal digits
     * @param directory an empty directory, where the bundle is put; its owner deletes it
     * @throws ArchiveRefusedException when it is no archive or not one bundle
     * @throws java.io.UncheckedIOException when this machine cannot read or write
     */
    static ModuleArchive open(Path file, String name, String sha256, Path directory) throws ArchiveRefusedException {
        return new ArchiveReader(directory, ArchiveLimits.STANDARD).open(file, name, sha256);
    }

    /** The id of the module: the last segment of the symbolic name; null without one. */
    public String id() {
        return symbolicName == null ? null : symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
    }
}

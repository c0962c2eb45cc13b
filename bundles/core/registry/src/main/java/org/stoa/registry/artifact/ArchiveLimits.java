package org.stoa.registry.artifact;

/**
 * How large a module's file may be.
 *
 * @param fileBytes of the file itself
 * @param entries in the file, its bundle and the libraries in it, together
 * @param contentBytes of all of those, uncompressed
 * @param ratio how many times larger than compressed an entry of more than a mebibyte may be
 */
public record ArchiveLimits(long fileBytes, int entries, long contentBytes, int ratio) {

    private static final long MEBIBYTE = 1024 * 1024;

    /** What suits a module with some libraries. */
    public static final ArchiveLimits STANDARD = new ArchiveLimits(64 * MEBIBYTE, 20_000, 512 * MEBIBYTE, 200);
}

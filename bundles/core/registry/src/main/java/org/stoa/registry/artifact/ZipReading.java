package org.stoa.registry.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.stoa.api.platform.RuleViolation;

/**
 * Reads archives with suspicion. Counts over all archives it reads, so that one inside another does not get around the
 * limits; what an archive says of its sizes is not believed.
 */
final class ZipReading {

    private static final int RATIO_COUNTS_ABOVE = 1024 * 1024;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final ArchiveLimits limits;
    private int entries;
    private long contentBytes;

    ZipReading(ArchiveLimits limits) {
        this.limits = limits;
    }

    /**
     * The names of the entries of an archive, each of which was read to its end.
     *
     * @param shownAs name of the archive in messages
     */
    List<String> verified(Path zip, String shownAs) throws ArchiveRefusedException {
        try (ZipFile file = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> all = Collections.list(file.entries());
            entries += all.size();
            if (entries > limits.entries()) {
                throw tooLarge(shownAs, "has more than " + limits.entries() + " entries");
            }
            checkNames(all, shownAs);
            for (ZipEntry entry : all) {
                verify(file, entry, shownAs);
            }
            return all.stream().map(ZipEntry::getName).toList();
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(shownAs, e);
        }
    }

    /** The names of the entries of an archive whose content is known. */
    static List<String> names(Path zip, String shownAs) throws ArchiveRefusedException {
        try (ZipFile file = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
            return file.stream().map(ZipEntry::getName).toList();
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(shownAs, e);
        }
    }

    /** Puts the content of an entry into a file of its own. The archive has been verified. */
    static void extract(Path zip, String entry, Path target) throws ArchiveRefusedException {
        try (ZipFile file = new ZipFile(zip.toFile(), StandardCharsets.UTF_8);
                InputStream content = file.getInputStream(file.getEntry(entry))) {
            Files.copy(content, target);
        } catch (IOException e) {
            throw unreadable(entry, e);
        }
    }

    private static void checkNames(List<? extends ZipEntry> all, String shownAs) throws ArchiveRefusedException {
        List<RuleViolation> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : all) {
            String name = entry.getName();
            if (leadsOutside(name)) {
                found.add(new RuleViolation(
                        "archive-path",
                        name,
                        "its name in " + shownAs + " leads out of the archive or is no plain path; leave it out"));
            }
            boolean first = seen.add(unambiguous(name));
            if (name.equalsIgnoreCase(MANIFEST) && !name.equals(MANIFEST)) {
                found.add(new RuleViolation(
                        "archive-path", name, "some readers take it for the manifest; name it " + MANIFEST));
            } else if (!first) {
                found.add(new RuleViolation(
                        "archive-duplicate", name, "it is in " + shownAs + " more than once; keep one of them"));
            }
        }
        if (!found.isEmpty()) {
            throw new ArchiveRefusedException(found);
        }
    }

    private static boolean leadsOutside(String name) {
        return name.isEmpty()
                || name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || name.contains("//")
                || ("/" + name + "/").contains("/../")
                || ("/" + name + "/").contains("/./")
                || name.chars().anyMatch(Character::isISOControl);
    }

    /** A file and a directory of one name are one; so are files in META-INF that differ in case only. */
    private static String unambiguous(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        String upper = plain.toUpperCase(Locale.ROOT);
        return upper.startsWith("META-INF/") && upper.indexOf('/', "META-INF/".length()) < 0 ? upper : plain;
    }

    private void verify(ZipFile file, ZipEntry entry, String shownAs) throws IOException, ArchiveRefusedException {
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] buffer = new byte[8192];
        try (InputStream content = file.getInputStream(entry)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                contentBytes += read;
                crc.update(buffer, 0, read);
                checkSize(entry, size, shownAs);
            }
        }
        if (entry.isDirectory() && size > 0) {
            throw new ArchiveRefusedException(
                    "archive-unreadable", entry.getName(), "it is a directory with content in " + shownAs);
        }
        if (!entry.isDirectory() && crc.getValue() != entry.getCrc()) {
            throw new ArchiveRefusedException(
                    "archive-unreadable",
                    entry.getName(),
                    "its content in " + shownAs
                            + " is damaged: the checksum differs; build or transfer the file again");
        }
    }

    private void checkSize(ZipEntry entry, long size, String shownAs) throws ArchiveRefusedException {
        if (contentBytes > limits.contentBytes()) {
            throw tooLarge(shownAs, "has more than " + limits.contentBytes() + " bytes of content");
        }
        if (size > RATIO_COUNTS_ABOVE && size > limits.ratio() * Math.max(1, entry.getCompressedSize())) {
            throw tooLarge(
                    entry.getName(), "becomes more than " + limits.ratio() + " times larger when it is unpacked");
        }
    }

    /** Copies, and counts nothing but the bytes of the file. */
    static long copy(InputStream from, OutputStream to, long limit, String shownAs)
            throws IOException, ArchiveRefusedException {
        long size = 0;
        byte[] buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            size += read;
            if (size > limit) {
                throw tooLarge(shownAs, "has more than " + limit + " bytes");
            }
            to.write(buffer, 0, read);
        }
        return size;
    }

    private static ArchiveRefusedException tooLarge(String subject, String what) {
        return new ArchiveRefusedException(
                "archive-too-large", subject, "it " + what + "; leave out what the module does not need");
    }

    static ArchiveRefusedException unreadable(String subject, Exception cause) {
        return new ArchiveRefusedException(
                "archive-unreadable",
                subject,
                "it is not a complete KAR or bundle (" + cause.getMessage() + "); build or transfer the file again");
    }
}

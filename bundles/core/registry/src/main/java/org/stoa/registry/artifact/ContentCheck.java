package org.stoa.registry.artifact;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.stoa.registry.artifact.ModuleArchive.Root;

/** What lies in the bundle of a module and its libraries. */
final class ContentCheck {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int PREVIEW = 0xFFFF;
    /** Class files of Java 17 are of version 61. */
    private static final int CLASS_FILE_OFFSET = 44;

    private final int javaVersion;

    ContentCheck(int javaVersion) {
        this.javaVersion = javaVersion;
    }

    void check(ModuleArchive archive, Findings findings) {
        for (Root root : archive.classPath()) {
            String shownAs = root.jar().equals(archive.bundle()) ? "the bundle" : "a library of the bundle";
            try (ZipFile jar = new ZipFile(root.jar().toFile(), StandardCharsets.UTF_8)) {
                checkApi(jar, root.prefix(), shownAs, findings);
                checkClasses(jar, root.prefix(), shownAs, findings);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + root.jar(), e);
            }
        }
        try (ZipFile bundle = new ZipFile(archive.bundle().toFile(), StandardCharsets.UTF_8)) {
            bundle.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("(?:OSGI-INF/blueprint|META-INF/spring)/[^/]*\\.xml"))
                    .forEach(name -> ManifestCheck.extender(name, findings));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + archive.bundle(), e);
        }
    }

    private static void checkApi(ZipFile jar, String prefix, String shownAs, Findings findings) {
        jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(prefix + "org/stoa/api/") && name.endsWith(".class"))
                .findFirst()
                .ifPresent(name -> findings.violation(
                        "archive-contains-api",
                        name,
                        "it lies in " + shownAs + ", and the platform would not know it; import org.stoa.api packages"
                                + " and leave their classes out"));
    }

    /** One violation for each jar is enough: it is compiled again as a whole. */
    private void checkClasses(ZipFile jar, String prefix, String shownAs, Findings findings) throws IOException {
        for (ZipEntry entry : Collections.list(jar.entries())) {
            String name = entry.getName();
            if (name.startsWith(prefix) && name.endsWith(".class") && !name.startsWith("META-INF/")) {
                String problem = problem(jar, entry);
                if (problem != null) {
                    findings.violation("manifest-java", name, "it lies in " + shownAs + " and " + problem);
                    return;
                }
            }
        }
    }

    private String problem(ZipFile jar, ZipEntry entry) throws IOException {
        if (entry.getSize() < 8) {
            return "is no class file; build the module again";
        }
        try (InputStream content = jar.getInputStream(entry);
                DataInputStream header = new DataInputStream(content)) {
            boolean isClass = header.readInt() == MAGIC;
            int minor = header.readUnsignedShort();
            int java = header.readUnsignedShort() - CLASS_FILE_OFFSET;
            if (!isClass) {
                return "is no class file; build the module again";
            }
            if (java > javaVersion) {
                return "is compiled for Java " + java + ", and the platform runs on Java " + javaVersion
                        + "; compile with --release " + javaVersion;
            }
            return minor == PREVIEW ? "uses preview features of Java; compile without them" : null;
        }
    }
}

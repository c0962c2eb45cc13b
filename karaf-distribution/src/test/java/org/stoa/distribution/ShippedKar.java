package org.stoa.distribution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The file of a module that comes with the distribution. */
record ShippedKar(Path file, String module) {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    static ShippedKar of(StoaProcess stoa, String module) throws IOException {
        try (Stream<Path> files = Files.list(stoa.installation().resolve("modules"))) {
            Path found = files.filter(file -> file.getFileName().toString().startsWith("org.stoa." + module + "-"))
                    .filter(file -> file.toString().endsWith(".kar"))
                    .findFirst()
                    .orElseThrow();
            return new ShippedKar(found, module);
        }
    }

    /** The same module as another version. */
    Path withVersion(String version, Path directory) throws IOException {
        Path target = directory.resolve(module + "-" + version + ".kar");
        UnaryOperator<byte[]> bundle =
                jar -> copy(jar, MANIFEST, manifest -> withAttribute(manifest, "Bundle-Version", version));
        Files.write(target, copy(Files.readAllBytes(file), ".jar", bundle));
        return target;
    }

    /** @param changed end of the name of the entry that is changed */
    private static byte[] copy(byte[] archive, String changed, UnaryOperator<byte[]> change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(archive.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.readAllBytes();
                out.write(entry.getName().endsWith(changed) ? change.apply(content) : content);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] withAttribute(byte[] text, String name, String value) {
        try {
            Manifest manifest = new Manifest(new ByteArrayInputStream(text));
            manifest.getMainAttributes().put(new Attributes.Name(name), value);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            manifest.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The file of a module as another version, with more entries in its bundle. */
final class Kar {

    private final Path shipped;
    private final Map<String, String> added;

    Kar(Path shipped) {
        this(shipped, Map.of());
    }

    private Kar(Path shipped, Map<String, String> added) {
        this.shipped = shipped;
        this.added = added;
    }

    Kar with(String entry, String content) {
        Map<String, String> more = new TreeMap<>(added);
        more.put(entry, content);
        return new Kar(shipped, more);
    }

    Path write(String version, Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(shipped));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                put(out, entry.getName(), entry.getName().endsWith(".jar") ? bundle(content, version) : content);
            }
        }
        return Files.write(folder.resolve("module-" + version + ".kar"), bytes.toByteArray());
    }

    private byte[] bundle(byte[] jar, String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                boolean manifest = entry.getName().equals("META-INF/MANIFEST.MF");
                put(out, entry.getName(), manifest ? withVersion(content, version) : content);
            }
            for (Map.Entry<String, String> entry : added.entrySet()) {
                put(out, entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] withVersion(byte[] text, String version) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(text));
        manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}

package org.stoa.testkit.modules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives whose bytes depend on their content only. */
public final class Archives {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

    private Archives() {}

    /** A KAR with one bundle and a feature of that name. */
    public static byte[] kar(String groupId, String artifactId, String version, byte[] bundle) {
        String folder = "repository/" + groupId.replace('.', '/') + "/" + artifactId + "/" + version + "/";
        String features =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="%2$s">
                  <feature name="%2$s" version="%3$s">
                    <bundle>mvn:%1$s/%2$s/%3$s</bundle>
                  </feature>
                </features>
                """
                        .formatted(groupId, artifactId, version);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, bytes("Manifest-Version: 1.0\r\nKaraf-Feature-Start: false\r\n\r\n"));
        entries.put(folder + artifactId + "-" + version + ".jar", bundle);
        entries.put(folder + artifactId + "-" + version + "-features.xml", bytes(features));
        return zip(entries);
    }

    /** An archive with these entries; a manifest comes first. */
    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            if (entries.containsKey(MANIFEST)) {
                put(zip, MANIFEST, entries.get(MANIFEST));
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                if (!entry.getKey().equals(MANIFEST)) {
                    put(zip, entry.getKey(), entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.stoa.data.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle's jar with nothing but scripts in it. */
final class ModuleFile {

    private final Map<String, String> entries = new LinkedHashMap<>();

    /** Migrations V1, V2, ... */
    static ModuleFile of(String... scripts) {
        ModuleFile file = new ModuleFile();
        for (int number = 1; number <= scripts.length; number++) {
            file.with("db/migration/V" + number + "__step.sql", scripts[number - 1]);
        }
        return file;
    }

    ModuleFile with(String path, String content) {
        entries.put(path, content);
        return this;
    }

    ModuleFile contracting(String script) {
        return with("db/contraction/V1__leave.sql", script);
    }

    Path in(Path directory) {
        try {
            Path file = Files.createTempFile(directory, "module", ".jar");
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

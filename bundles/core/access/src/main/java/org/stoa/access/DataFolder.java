package org.stoa.access;

import java.nio.file.Path;

/** The folder of what this bundle writes beside the database. */
public final class DataFolder {

    private DataFolder() {}

    /** The configured folder, or {@code var} below Karaf's own when none is configured. */
    public static Path of(String configured) {
        return configured.isBlank()
                ? Path.of(System.getProperty("karaf.base", "."), "var")
                : Path.of(configured.strip());
    }
}

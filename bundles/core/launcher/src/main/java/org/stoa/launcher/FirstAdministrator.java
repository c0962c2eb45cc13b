package org.stoa.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The credentials that were generated because none were set. The file that brings them is deleted when it is read: the
 * password is shown once.
 */
record FirstAdministrator(String email, String password) {

    static Optional<FirstAdministrator> take(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Files.delete(file);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                new FirstAdministrator(lines.get(0).trim(), lines.get(1).trim()));
    }

    /** Shows neither value. */
    @Override
    public String toString() {
        return "FirstAdministrator";
    }
}

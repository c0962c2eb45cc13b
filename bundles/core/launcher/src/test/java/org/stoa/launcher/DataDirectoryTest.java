package org.stoa.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void newDirectoryBelongsToItsOwnerAlone() throws Exception {
        Path directory = folder.resolve("a/b");

        try (DataDirectory locked = DataDirectory.lock(directory)) {
            assertThat(locked).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void fileInTheWayIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "text");

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> DataDirectory.lock(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("a file is in the way")
                .withMessageContaining("STOA_DATA_DIR");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void directoryThatCannotBeWrittenIsRefused() {
        // not even root may create a file there
        Path directory = Path.of("/proc/self");

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> DataDirectory.lock(directory))
                .withMessageContaining("/proc/self cannot be written")
                .withMessageContaining("STOA_DATA_DIR");
    }

    @Test
    void secondUserOfTheDirectoryIsRefusedAndToldWhoHasIt() throws Exception {
        try (DataDirectory locked = DataDirectory.lock(folder)) {
            assertThat(locked).isNotNull();
            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> DataDirectory.lock(folder))
                    .withMessageContaining("in use by another running Stoa")
                    .withMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void directoryIsFreeAgainAfterwards() throws Exception {
        DataDirectory.lock(folder).close();

        assertThatCode(() -> DataDirectory.lock(folder).close()).doesNotThrowAnyException();
    }

    @Test
    void killedProcessDoesNotKeepTheLock() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("locked");
            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> DataDirectory.lock(folder))
                    .withMessageContaining("process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }

        assertThatCode(() -> DataDirectory.lock(folder).close()).doesNotThrowAnyException();
    }

    /** Holds the lock until it is killed. */
    static final class Holder {

        public static void main(String[] arguments) throws Exception {
            try (DataDirectory locked = DataDirectory.lock(Path.of(arguments[0]))) {
                System.out.println(locked == null ? "not locked" : "locked");
                System.out.flush();
                while (System.in.read() >= 0) {
                    System.out.flush();
                }
            }
        }
    }
}

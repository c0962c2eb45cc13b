package org.stoa.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellClientTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void wordsAreOneCommandAndItsOutputAndStatusComeBack() throws Exception {
        try (FakePlatform platform = new FakePlatform("two\nlines\n\0000\n")) {
            int status = client("").run(List.of("tenant:list", "--all"));

            assertThat(status).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("two\nlines\n");
            assertThat(platform.received()).isEqualTo("commands\ntenant:list --all\n");
        }
    }

    @Test
    void statusOfAFailureIsPassedOn() throws Exception {
        try (FakePlatform platform = new FakePlatform("no such command\n\0001\n")) {
            assertThat(client("").run(List.of("nonsense"))).isEqualTo(1);
            assertThat(platform.received()).contains("nonsense");
        }
    }

    @Test
    void withoutWordsTheCommandsComeFromStandardInput() throws Exception {
        try (FakePlatform platform = new FakePlatform("\0000\n")) {
            assertThat(client("one\ntwo\n").run(List.of())).isZero();
            assertThat(platform.received()).isEqualTo("commands\none\ntwo\n");
        }
    }

    @Test
    void connectionThatEndsEarlyIsNoSuccess() throws Exception {
        try (FakePlatform platform = new FakePlatform("half an ans")) {
            assertThat(client("").run(List.of("tenant:list"))).isEqualTo(1);
            assertThat(platform.received()).contains("tenant:list");
        }
    }

    @Test
    void withoutARunningPlatformItSaysWhatToDo() throws Exception {
        assertThat(client("").run(List.of("tenant:list"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("No running platform")
                .contains("STOA_DATA_DIR")
                .hasLineCount(1);
    }

    private ShellClient client(String input) {
        return new ShellClient(
                folder.resolve("console.sock"),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** Takes one connection, reads all of it, gives one answer. */
    private final class FakePlatform implements AutoCloseable {

        private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        private final CompletableFuture<String> received;

        FakePlatform(String answer) throws IOException {
            server.bind(UnixDomainSocketAddress.of(folder.resolve("console.sock")));
            received = CompletableFuture.supplyAsync(() -> serve(answer));
        }

        private String serve(String answer) {
            try (SocketChannel channel = server.accept()) {
                String request = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
                OutputStream to = Channels.newOutputStream(channel);
                to.write(answer.getBytes(StandardCharsets.UTF_8));
                return request;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String received() {
            return received.join();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}

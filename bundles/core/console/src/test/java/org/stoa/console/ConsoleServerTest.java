package org.stoa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** With Karaf's own sessions, over a real socket. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "Karaf's shell needs a JDK older than 24")
class ConsoleServerTest {

    @TempDir
    private Path folder;

    private final ThreadIOImpl threads = new ThreadIOImpl();
    private ConsoleServer server;

    @BeforeEach
    void start() throws IOException {
        // where a session looks for its settings, and keeps what was typed
        System.setProperty("karaf.etc", folder.toString());
        System.setProperty("karaf.history", folder.resolve("history").toString());
        threads.start();
        SessionFactoryImpl sessions = new SessionFactoryImpl(threads);
        sessions.getRegistry().register(new Greet());
        sessions.getRegistry().register(new Interrupt());
        server = new ConsoleServer(sessions, socket());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.stop();
    }

    @Test
    void onlyTheOwnerMayOpenTheSocket() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
    }

    @Test
    void commandsAreAnsweredByTheirOutputAndStatusZero() throws Exception {
        assertThat(exchange("commands\ntest:greet Ada\ntest:greet Bob\n")).isEqualTo("Hello Ada\nHello Bob\n\0000\n");
    }

    @Test
    void failureEndsTheCommandsWithItsMessageAndStatusOne() throws Exception {
        String answer = exchange("commands\ntest:greet nobody\ntest:greet Ada\n");

        assertThat(answer).contains("nobody to greet").endsWith("\0001\n").doesNotContain("Hello");
    }

    @Test
    void resultsArePrintedAsTheShellPrintsThem() throws Exception {
        assertThat(exchange("commands\n[one two]\n"))
                .contains("one")
                .contains("two")
                .doesNotContain("@");
    }

    @Test
    void unknownCommandFails() throws Exception {
        assertThat(exchange("commands\nno:such\n")).contains("no:such").endsWith("\0001\n");
    }

    @Test
    void unknownRequestIsRefused() throws Exception {
        assertThat(exchange("GET / HTTP/1.1\n"))
                .contains("no request that the console knows")
                .endsWith("\0002\n");
    }

    @Test
    void dialogueAnswersUntilTheKeyForTheEnd() throws Exception {
        try (SocketChannel channel = connect()) {
            send(channel, "terminal dumb 24 80\ntest:greet Ada\r");
            StringBuilder screen = new StringBuilder();
            while (!screen.toString().contains("Hello Ada")) {
                screen.append(receive(channel));
            }
            // the key for the end of the input
            send(channel, "\u0004");

            assertThat(screen.append(receiveAll(channel)).toString()).contains("test:greet Ada", "Hello Ada");
        }
    }

    @Test
    void interruptedCommandKeepsTheConnection() throws Exception {
        String answer = exchange("commands\ntest:interrupt Ada\ntest:greet Bob\n");

        assertThat(answer).isEqualTo("Hello Ada\nHello Bob\n\0000\n");
    }

    @Test
    void interruptedCommandOfADialogueKeepsTheConnection() throws Exception {
        String answer = exchange("terminal dumb 24 80\ntest:interrupt Ada\rtest:greet Bob\r\u0004");

        assertThat(answer).contains("Hello Ada", "Hello Bob");
    }

    @Test
    void clientThatSaysNothingKeepsNobodyElseWaiting() throws Exception {
        try (SocketChannel silent = connect()) {
            assertThat(silent.isConnected()).isTrue();
            assertThat(exchange("commands\ntest:greet Ada\n")).startsWith("Hello Ada");
        }
    }

    @Test
    void socketOfAKilledProcessIsReplaced() throws Exception {
        server.close();
        Path left = Files.createFile(socket());

        server = new ConsoleServer(new SessionFactoryImpl(threads), left);

        assertThat(exchange("commands\n")).isEqualTo("\0000\n");
    }

    @Test
    void socketIsGoneAfterTheEnd() throws Exception {
        server.close();

        assertThat(socket()).doesNotExist();
        assertThatExceptionOfType(IOException.class).isThrownBy(this::connect);
    }

    private Path socket() {
        return folder.resolve("console.sock");
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        assertThat(channel.connect(UnixDomainSocketAddress.of(socket()))).isTrue();
        return channel;
    }

    private String exchange(String request) throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, request);
            return receiveAll(channel.shutdownOutput());
        }
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String receiveAll(SocketChannel channel) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (String part = receive(channel); !part.isEmpty(); part = receive(channel)) {
            answer.append(part);
        }
        return answer.toString();
    }

    /** @return empty at the end; the texts of this test have one byte a character */
    private static String receive(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        int count = channel.read(buffer);
        return count < 0 ? "" : new String(buffer.array(), 0, count, StandardCharsets.UTF_8);
    }

    /** As the key for it interrupts a command, in the middle of what it writes. */
    private static final class Interrupt extends Greet {

        @Override
        public String getName() {
            return "interrupt";
        }

        @Override
        public Object execute(Session session, List<Object> arguments) {
            Thread.currentThread().interrupt();
            super.execute(session, arguments);
            assertThat(Thread.interrupted()).isTrue();
            return null;
        }
    }

    private static class Greet implements Command {

        @Override
        public String getScope() {
            return "test";
        }

        @Override
        public String getName() {
            return "greet";
        }

        @Override
        public String getDescription() {
            return "Greets.";
        }

        @Override
        public Object execute(Session session, List<Object> arguments) {
            String name = String.valueOf(arguments.get(0));
            if (name.equals("nobody")) {
                throw new IllegalArgumentException("There is nobody to greet.");
            }
            session.getConsole().println("Hello " + name);
            return null;
        }

        @Override
        public Completer getCompleter(boolean scoped) {
            return null;
        }

        @Override
        public Parser getParser() {
            return null;
        }
    }
}

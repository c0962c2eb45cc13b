package org.stoa.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The near end of {@code bin/stoa shell}: carries commands to the socket of the running platform and their output back.
 *
 * <p>The first line says how: {@code commands}, then one command a line up to the end of the stream; or
 * {@code terminal TYPE ROWS COLUMNS}, then every key as typed. The answer to commands ends with a NUL character and the
 * exit status.
 */
final class ShellClient {

    static final String COMMANDS = "commands";
    static final String TERMINAL = "terminal";

    private static final int NUL = 0;

    private final Path socket;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    ShellClient(Path socket, InputStream in, PrintStream out, PrintStream err) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * @param arguments one command; or {@code --terminal TYPE ROWS COLUMNS} for a dialogue; or nothing, for commands
     *     from the standard input
     * @return the exit status: that of the commands, or 1 when no platform runs
     */
    int run(List<String> arguments) throws InterruptedException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            if (!arguments.isEmpty() && arguments.get(0).equals("--terminal")) {
                return talk(String.join(" ", arguments.subList(1, arguments.size())), channel);
            }
            OutputStream to = Channels.newOutputStream(channel);
            send(to, COMMANDS);
            if (arguments.isEmpty()) {
                in.transferTo(to);
            } else {
                send(to, String.join(" ", arguments));
            }
            channel.shutdownOutput();
            return show(Channels.newInputStream(channel));
        } catch (IOException e) {
            err.println("stoa: No running platform answers at " + socket + " (" + e.getMessage()
                    + "). Start it with \"stoa run\", or set STOA_DATA_DIR to the directory it was started with.");
            return 1;
        }
    }

    /** Reads and writes the channel itself: the streams of {@code Channels} exclude one another before JDK 19. */
    private int talk(String terminal, SocketChannel channel) throws IOException {
        write(channel, (TERMINAL + " " + terminal + "\n").getBytes(StandardCharsets.UTF_8));
        Thread keys = new Thread(() -> sendKeys(channel), "keys");
        keys.setDaemon(true);
        keys.start();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            out.write(buffer.array(), 0, buffer.position());
            out.flush();
            buffer.clear();
        }
        return 0;
    }

    private void sendKeys(SocketChannel channel) {
        try {
            byte[] buffer = new byte[256];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                write(channel, Arrays.copyOf(buffer, length));
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // The other end has gone; who reads from it ends the dialogue.
            Thread.currentThread().interrupt();
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private int show(InputStream from) throws IOException {
        int value = from.read();
        while (value > NUL) {
            out.write(value);
            value = from.read();
        }
        out.flush();
        if (value < 0) {
            throw new IOException("the connection ended early");
        }
        return Integer.parseInt(new String(from.readAllBytes(), StandardCharsets.US_ASCII).trim());
    }

    private static void send(OutputStream to, String line) throws IOException {
        to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
    }
}

package org.stoa.console;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/**
 * One client. Its first line says what it wants: {@code commands}, then one command a line until it ends its stream,
 * answered by their output, a NUL character and the exit status; or {@code terminal TYPE ROWS COLUMNS}, then a dialogue
 * until {@code logout}.
 */
final class ConsoleConnection {

    private static final int LONGEST_LINE = 65_536;
    private static final int TERMINAL_WORDS = 4;

    private final SessionFactory sessions;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    ConsoleConnection(SessionFactory sessions, SocketChannel channel) {
        this.sessions = sessions;
        this.channel = channel;
        this.in = new ChannelInput(channel);
        this.out = new BufferedOutputStream(new ChannelOutput(channel));
    }

    void serve() throws IOException {
        String request = readLine();
        if (request == null) {
            return;
        }
        String[] words = request.split(" ");
        try {
            if (words[0].equals("terminal") && words.length == TERMINAL_WORDS) {
                talk(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            } else if (request.equals("commands")) {
                int status = execute();
                out.write(("\0" + status + "\n").getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write("This is no request that the console knows.\n\0002\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (UnsupportedOperationException e) {
            // Karaf asks for the user in a way that JDK 24 removed.
            out.write("The shell needs a JDK older than 24; everything else runs on this one.\n\0001\n"
                    .getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        // What is closed with something unread is reset, and the client would lose the answer.
        channel.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private int execute() throws IOException {
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), console, console);
        try {
            for (String command = readLine(); command != null; command = readLine()) {
                if (!command.isBlank() && !execute(session, command, console)) {
                    return 1;
                }
            }
            return 0;
        } finally {
            session.close();
        }
    }

    private static boolean execute(Session session, String command, PrintStream console) {
        try {
            Object result = session.execute(command);
            if (result != null && session.get(".commandSession") instanceof CommandSession formatting) {
                console.println(formatting.format(result, Converter.INSPECT));
            }
            return true;
        } catch (Exception e) {
            console.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return false;
        } finally {
            console.flush();
        }
    }

    private void talk(String type, int rows, int columns) throws IOException {
        ConsoleTerminal terminal = new ConsoleTerminal(type, rows, columns, in, out);
        try {
            PrintStream console = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
            Session session = sessions.create(
                    terminal.input(), console, console, terminal, StandardCharsets.UTF_8.name(), () -> {});
            session.run();
        } finally {
            // The terminal waits for its reader, which waits for a key.
            channel.shutdownInput();
            terminal.close();
        }
    }

    /** @return null at the end of the stream */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int value = in.read();
        while (value >= 0 && value != '\n') {
            line.write(value);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line longer than " + LONGEST_LINE + " bytes");
            }
            value = in.read();
        }
        return value < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
}

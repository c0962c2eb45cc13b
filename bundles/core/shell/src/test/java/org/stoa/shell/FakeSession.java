package org.stoa.shell;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.karaf.shell.api.console.History;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;

/** A session that keeps what is printed. */
final class FakeSession implements Session {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream console = new PrintStream(printed, true, StandardCharsets.US_ASCII);

    /** What was printed, without blanks at the ends of lines. */
    String printed() {
        return printed.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n").replaceAll(" +\n", "\n");
    }

    @Override
    public PrintStream getConsole() {
        return console;
    }

    @Override
    public Object get(String name) {
        return null;
    }

    @Override
    public Object execute(CharSequence commandline) {
        throw unused();
    }

    @Override
    public void put(String name, Object value) {
        throw unused();
    }

    @Override
    public InputStream getKeyboard() {
        throw unused();
    }

    @Override
    public String readLine(String prompt, Character mask) {
        throw unused();
    }

    @Override
    public Terminal getTerminal() {
        throw unused();
    }

    @Override
    public History getHistory() {
        throw unused();
    }

    @Override
    public Registry getRegistry() {
        throw unused();
    }

    @Override
    public SessionFactory getFactory() {
        throw unused();
    }

    @Override
    public String resolveCommand(String name) {
        throw unused();
    }

    @Override
    public Path currentDir() {
        throw unused();
    }

    @Override
    public void currentDir(Path path) {
        throw unused();
    }

    @Override
    public void run() {
        throw unused();
    }

    @Override
    public void close() {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("no command needs this");
    }
}

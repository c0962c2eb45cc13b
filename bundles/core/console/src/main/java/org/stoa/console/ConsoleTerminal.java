package org.stoa.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.karaf.shell.api.console.SignalListener;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;

/** The operator's terminal, whose keys and screen are at the other end of the connection. */
final class ConsoleTerminal extends ExternalTerminal implements org.apache.karaf.shell.api.console.Terminal {

    private final Map<org.apache.karaf.shell.api.console.Signal, Set<SignalListener>> listeners =
            new ConcurrentHashMap<>();

    ConsoleTerminal(String type, int rows, int columns, InputStream keys, OutputStream screen) throws IOException {
        super(null, "stoa", type, keys, screen, StandardCharsets.UTF_8, SignalHandler.SIG_DFL, false);
        setSize(new Size(columns, rows));
        for (org.apache.karaf.shell.api.console.Signal signal : org.apache.karaf.shell.api.console.Signal.values()) {
            listeners.put(signal, ConcurrentHashMap.newKeySet());
        }
        handle(Signal.INT, raised -> raise(org.apache.karaf.shell.api.console.Signal.INT));
        handle(Signal.QUIT, raised -> raise(org.apache.karaf.shell.api.console.Signal.QUIT));
        handle(Signal.TSTP, raised -> raise(org.apache.karaf.shell.api.console.Signal.TSTP));
        resume();
    }

    private void raise(org.apache.karaf.shell.api.console.Signal signal) {
        listeners.get(signal).forEach(listener -> listener.signal(signal));
    }

    @Override
    public void addSignalListener(SignalListener listener, org.apache.karaf.shell.api.console.Signal... signals) {
        for (org.apache.karaf.shell.api.console.Signal signal : signals) {
            listeners.get(signal).add(listener);
        }
    }

    @Override
    public void addSignalListener(SignalListener listener, EnumSet<org.apache.karaf.shell.api.console.Signal> signals) {
        signals.forEach(signal -> listeners.get(signal).add(listener));
    }

    @Override
    public void addSignalListener(SignalListener listener) {
        listeners.values().forEach(registered -> registered.add(listener));
    }

    @Override
    public void removeSignalListener(SignalListener listener) {
        listeners.values().forEach(registered -> registered.remove(listener));
    }

    @Override
    public int getWidth() {
        return getSize().getColumns();
    }

    @Override
    public int getHeight() {
        return getSize().getRows();
    }

    @Override
    public boolean isAnsiSupported() {
        return !"dumb".equals(getType());
    }

    @Override
    public boolean isEchoEnabled() {
        return echo();
    }

    @Override
    public void setEchoEnabled(boolean enabled) {
        echo(enabled);
    }
}

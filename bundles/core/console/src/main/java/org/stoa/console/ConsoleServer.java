package org.stoa.console;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on {@code console.sock} in the data directory. Whoever may open that file, which is its owner alone, may do
 * everything: there is no other sign-in, no port and no key.
 */
@Component
public final class ConsoleServer {

    private static final List<String> ROLES = List.of("admin", "manager", "viewer", "systembundles");
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private final SessionFactory sessions;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    @Activate
    public ConsoleServer(@Reference SessionFactory sessions) throws IOException {
        this(sessions, Path.of(System.getProperty("stoa.data.directory", "var")).resolve("console.sock"));
    }

    ConsoleServer(SessionFactory sessions, Path socket) throws IOException {
        this.sessions = sessions;
        this.socket = socket;
        Files.createDirectories(socket.toAbsolutePath().getParent());
        // one that a killed process left behind; the lock of the data directory says that it is not in use
        Files.deleteIfExists(socket);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    "The shell cannot listen on " + socket + " (" + e.getMessage()
                            + "); most systems allow about 100 characters for the path of a socket",
                    e);
        }
        start(this::accept, "console");
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                open.add(channel);
                start(() -> serve(channel), "console-session");
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("The shell could not accept a connection", e);
                return;
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            Subject.doAs(operator(), (PrivilegedExceptionAction<Void>) () -> {
                new ConsoleConnection(sessions, channel).serve();
                return null;
            });
        } catch (PrivilegedActionException e) {
            LOG.debug("A connection to the shell ended early", e);
        } catch (IOException e) {
            LOG.debug("A connection to the shell could not be closed", e);
        } catch (RuntimeException e) {
            LOG.warn("A connection to the shell failed", e);
        } finally {
            open.remove(channel);
        }
    }

    /** Karaf asks for roles at single commands. */
    private static Subject operator() {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal("operator"));
        for (String role : ROLES) {
            subject.getPrincipals().add(new RolePrincipal(role));
        }
        return subject;
    }

    @Deactivate
    public void close() throws IOException {
        server.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
        Files.deleteIfExists(socket);
    }
}

package org.stoa.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.stoa.data.postgresql.PostgresServer;

/** Stands between client and server and counts round trips: how often the client speaks after the server has spoken. */
public final class CountingProxy implements Closeable {

    private final ServerSocket listening;
    private final int serverPort;
    private final AtomicInteger roundTrips = new AtomicInteger();

    public CountingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    /** The same database by way of this proxy. */
    public PostgresServer before(PostgresServer server) {
        String url = server.url().replace(":" + serverPort + "/", ":" + listening.getLocalPort() + "/");
        return new PostgresServer(url, server.user(), server.password());
    }

    /** Round trips of {@code work}. */
    public int count(Runnable work) {
        int before = roundTrips.get();
        work.run();
        return roundTrips.get() - before;
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Conversation conversation = new Conversation();
            daemon(() -> forward(client, server, conversation::clientSpeaks));
            daemon(() -> forward(server, client, conversation::serverSpeaks));
        }
    }

    private static void forward(Socket from, Socket to, Runnable spoken) throws IOException {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                spoken.run();
                out.write(buffer, 0, length);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // one side has closed: so does the other
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private final class Conversation {

        private boolean serverSpokeLast = true;

        synchronized void clientSpeaks() {
            if (serverSpokeLast) {
                roundTrips.incrementAndGet();
            }
            serverSpokeLast = false;
        }

        synchronized void serverSpeaks() {
            serverSpokeLast = true;
        }
    }
}

package org.stoa.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what would keep the platform from starting before anything is started. */
final class Preflight {

    private static final int LARGEST_PORT = 65_535;
    private static final long MEGABYTE = 1_000_000;
    /** What the runtime unpacks at every start, and a little for logs and PostgreSQL's journal. */
    private static final long RUNTIME_BYTES = 110 * MEGABYTE;
    /** The programs of the embedded PostgreSQL and an empty database. */
    private static final long NEW_DATABASE_BYTES = 140 * MEGABYTE;

    private Preflight() {}

    /** @throws StartRefusedException at the first thing that is wrong */
    static void check(Settings settings) throws StartRefusedException {
        checkDatabaseUrl(settings.databaseUrl());
        checkRedisUrl(settings.redisUrl());
        checkSpace(settings);
        int port = port(settings.httpPort());
        checkFree(address(settings.httpHost()), settings.httpHost(), port);
    }

    private static void checkDatabaseUrl(String url) throws StartRefusedException {
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw new StartRefusedException("STOA_DATABASE_URL is not the URL of a PostgreSQL database. Write it as"
                    + " jdbc:postgresql://host:5432/database, or leave it out for the embedded PostgreSQL.");
        }
    }

    /** The message does not show the URL, which may have a password. */
    private static void checkRedisUrl(String url) throws StartRefusedException {
        if (!url.isEmpty() && !url.matches("rediss?://[^/\\s]+:[0-9]{1,5}(/[0-9]{0,9})?")) {
            throw new StartRefusedException(
                    "STOA_REDIS_URL is not the URL of a Redis. Write it as"
                            + " redis://user:password@host:6379/0, with rediss:// for TLS, or leave it out: a node needs none.");
        }
    }

    private static void checkSpace(Settings settings) throws StartRefusedException {
        boolean newDatabase = settings.databaseUrl().isEmpty()
                && !Files.exists(settings.dataDirectory().resolve("postgresql"));
        long usable;
        try {
            usable = Files.getFileStore(settings.dataDirectory()).getUsableSpace();
        } catch (IOException e) {
            // what cannot be asked shows itself when something is written
            return;
        }
        checkSpace(settings.dataDirectory(), usable, newDatabase);
    }

    /** A disk that is full fails in the middle of the start, part by part, in words that do not name the disk. */
    static void checkSpace(Path directory, long usable, boolean newDatabase) throws StartRefusedException {
        long needed = RUNTIME_BYTES + (newDatabase ? NEW_DATABASE_BYTES : 0);
        if (usable < needed) {
            throw new StartRefusedException("The disk of the data directory " + directory + " has "
                    + usable / MEGABYTE + " MB left, and starting needs " + needed / MEGABYTE
                    + " MB. Make room, or set STOA_DATA_DIR to a directory on another disk.");
        }
    }

    private static int port(String text) throws StartRefusedException {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 1 || port > LARGEST_PORT) {
            throw new StartRefusedException(
                    "STOA_HTTP_PORT is \"" + text + "\". Set it to a number from 1 to " + LARGEST_PORT + ".");
        }
        return port;
    }

    private static InetAddress address(String host) throws StartRefusedException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartRefusedException("STOA_HTTP_HOST is \"" + host
                    + "\", which no address is known for. Set it to 127.0.0.1, 0.0.0.0 or an address of this machine.");
        }
    }

    private static void checkFree(InetAddress address, String host, int port) throws StartRefusedException {
        try (ServerSocket socket = new ServerSocket()) {
            // as the HTTP server does, so that connections of a stopped platform that linger are no obstacle
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("assign")) {
                throw new StartRefusedException("STOA_HTTP_HOST is \"" + host
                        + "\", which is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0.");
            }
            if (message.contains("ermission")) {
                throw new StartRefusedException(
                        "This user may not listen on port " + port + ". Set STOA_HTTP_PORT to one above 1023.");
            }
            throw new StartRefusedException("Port " + port + " of " + host
                    + " is in use by another program. Stop that program, or set STOA_HTTP_PORT to a free port.");
        } catch (IOException e) {
            throw new StartRefusedException("Cannot listen on " + host + " port " + port + " (" + e.getMessage()
                    + "). Set STOA_HTTP_HOST and STOA_HTTP_PORT to an address and a port that are free.");
        }
    }
}

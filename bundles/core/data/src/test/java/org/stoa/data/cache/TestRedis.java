package org.stoa.data.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A Redis of a test's own, on loopback, which can be stopped, frozen and started again. */
final class TestRedis implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final int port = freePort();
    private final String password;
    private RedisServer server;
    private long pid;

    private TestRedis(String password) {
        this.password = password;
        start();
    }

    static TestRedis start(String password) {
        return new TestRedis(password);
    }

    static TestRedis open() {
        return new TestRedis("");
    }

    String url() {
        return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + HOST + ":" + port;
    }

    void start() {
        try {
            var builder = RedisServer.newRedisServer()
                    .port(port)
                    .bind(HOST)
                    .setting("save \"\"")
                    .onShutdownForceStop(true);
            server = builder.settingIf(!password.isEmpty(), "requirepass " + password)
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Jedis redis = connect()) {
            pid = redis.info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** For a look at what is kept. */
    Jedis connect() {
        return new Jedis(
                new HostAndPort(HOST, port),
                DefaultJedisClientConfig.builder()
                        .password(password.isEmpty() ? null : password)
                        .autoNegotiateProtocol(false)
                        .build());
    }

    Set<String> keys() {
        try (Jedis redis = connect()) {
            return redis.keys("*");
        }
    }

    void kill() {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** It accepts connections from here on, and answers nothing. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill said " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}

package org.stoa.data.cache;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Texts in Redis. Nobody waits for it longer than {@link #LIMIT}: threads of its own ask, over connections that were made
 * before. After the first connection that fails, or answer that does not come in time, it is left alone until it has been
 * found well again, at once and then every second. One that answers with an error is asked on.
 */
public final class RedisStore implements SharedStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);
    private static final Duration LIMIT = Duration.ofMillis(25);
    /** Of {@link #LIMIT}, so that Redis has the rest: what has waited longer for a thread is not asked for. */
    private static final Duration QUEUE_LIMIT = LIMIT.dividedBy(2);

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int THREADS = 4;
    /** What waits for a thread; more is not asked for and not stored. */
    private static final int MOST_WAITING = 200;

    private static final Duration IDLE_THREADS_LIVE = Duration.ofSeconds(30);
    private static final String DATABASE = "(/[0-9]{0,9})?";
    private static final String TOO_MANY = "too many ask Redis";
    private static final String ADDRESS =
            "The Redis URL must look like redis://user:password@host:6379/0, or rediss:// for"
                    + " TLS; check STOA_REDIS_URL.";

    private final URI uri;
    private final String name;
    private final JedisClientConfig config;
    private final AtomicInteger threads = new AtomicInteger();
    /** For tests, which hold it up. */
    final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_THREADS_LIVE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> daemon(work, "stoa-redis-" + threads.incrementAndGet()));

    private final Thread connector = daemon(this::run, "stoa-redis-connect");
    private final Semaphore broken = new Semaphore(0);
    /** Null while Redis is left alone. */
    private final AtomicReference<Connections> current = new AtomicReference<>();

    /** Each of its own: a Redis that is full answers questions all the while. */
    private final AtomicBoolean readsRefused = new AtomicBoolean();

    private final AtomicBoolean writesRefused = new AtomicBoolean();

    private volatile boolean closed;
    private int failures;

    /** As many as there are threads, so that none has to wait. */
    private static final class Connections {

        private final ConcurrentLinkedQueue<Jedis> idle = new ConcurrentLinkedQueue<>();
        private volatile boolean closed;

        void add(Jedis connection) {
            idle.add(connection);
            if (closed) {
                close();
            }
        }

        void close() {
            closed = true;
            for (Jedis connection = idle.poll(); connection != null; connection = idle.poll()) {
                RedisStore.close(connection);
            }
        }
    }

    private RedisStore(URI uri) {
        this.uri = uri;
        this.name = uri.getHost() + ":" + uri.getPort();
        this.config = config(uri);
        executor.allowCoreThreadTimeOut(true);
        connector.start();
    }

    /**
     * Uses the Redis at {@code url} as soon as it can be reached.
     *
     * @throws IllegalArgumentException when that is no URL of a Redis
     */
    public static RedisStore at(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // the cause would show the password
            throw new IllegalArgumentException(ADDRESS);
        }
        boolean isRedis = JedisURIHelper.isRedisScheme(uri) || JedisURIHelper.isRedisSSLScheme(uri);
        if (!isRedis || !JedisURIHelper.isValid(uri) || !uri.getPath().matches(DATABASE)) {
            throw new IllegalArgumentException(ADDRESS);
        }
        return new RedisStore(uri);
    }

    @Override
    public boolean isUsable() {
        return current.get() != null;
    }

    @Override
    public String get(String key) throws IOException {
        Connections connections = current.get();
        if (connections == null) {
            throw new IOException("Redis is left alone");
        }
        long begun = System.nanoTime();
        AtomicBoolean asked = new AtomicBoolean();
        Future<String> answer = null;
        try {
            answer = executor.submit(() -> {
                if (System.nanoTime() - begun > QUEUE_LIMIT.toNanos()) {
                    throw new IOException(TOO_MANY);
                }
                asked.set(true);
                return with(connections, readsRefused, redis -> redis.get(key));
            });
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!asked.get()) {
                throw new IOException(TOO_MANY, e);
            }
            abandon(connections, e);
            throw new IOException("Redis did not answer within " + LIMIT, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IOException(TOO_MANY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            if (answer != null) {
                answer.cancel(false);
            }
        }
    }

    @Override
    public void put(String key, String text, Duration lifetime) {
        Connections connections = current.get();
        if (connections == null) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    with(
                            connections,
                            writesRefused,
                            redis -> redis.set(key, text, SetParams.setParams().px(lifetime.toMillis())));
                } catch (IOException e) {
                    LOG.debug("{} was not stored", key, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} was not stored, too much is", key, e);
        }
    }

    private <R> R with(Connections connections, AtomicBoolean refused, Function<Jedis, R> work) throws IOException {
        Jedis connection = connections.idle.poll();
        if (connection == null) {
            throw new IOException("Redis is left alone");
        }
        try {
            R result = work.apply(connection);
            connections.add(connection);
            if (refused.compareAndSet(true, false)) {
                LOG.info("Redis at {} does again what it refused.", name);
            }
            return result;
        } catch (JedisDataException e) {
            connections.add(connection);
            if (refused.compareAndSet(false, true)) {
                LOG.warn("Redis at {} refuses what caches ask of it: {}", name, message(e));
            }
            throw new IOException(e);
        } catch (RuntimeException e) {
            close(connection);
            abandon(connections, e);
            throw new IOException(e);
        }
    }

    private void abandon(Connections connections, Exception cause) {
        if (current.compareAndSet(connections, null)) {
            LOG.debug("Redis is left alone", cause);
            connections.close();
            broken.release();
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (connect()) {
                    broken.acquire();
                } else {
                    broken.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean connect() {
        Connections connections = new Connections();
        try {
            for (int i = 0; i < THREADS; i++) {
                connections.add(connection());
            }
        } catch (RuntimeException e) {
            connections.close();
            if (++failures == 1) {
                LOG.warn(
                        "Redis at {} cannot be used, trying on; caches are not shared meanwhile: {}", name, message(e));
            }
            return false;
        }
        current.set(connections);
        if (failures > 0) {
            LOG.info("Redis at {} is used again.", name);
        }
        failures = 0;
        if (closed) {
            abandon(connections, new IllegalStateException("closed"));
        }
        return true;
    }

    private static JedisClientConfig config(URI uri) {
        // also the name in the certificate is compared
        SslOptions tls = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build();
        return DefaultJedisClientConfig.builder()
                .timeoutMillis((int) CONNECT_LIMIT.toMillis())
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .database(JedisURIHelper.getDBIndex(uri))
                .clientName("stoa")
                .sslOptions(JedisURIHelper.isRedisSSLScheme(uri) ? tls : null)
                .autoNegotiateProtocol(false)
                .build();
    }

    /** One that has answered. */
    private Jedis connection() {
        Jedis connection = new Jedis(JedisURIHelper.getHostAndPort(uri), config);
        try {
            connection.getConnection().setSoTimeout((int) LIMIT.toMillis());
            connection.ping();
            return connection;
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private static String message(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private static void close(Jedis connection) {
        try {
            connection.close();
        } catch (RuntimeException e) {
            LOG.debug("The connection was broken already", e);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        closed = true;
        connector.interrupt();
        executor.shutdownNow();
        Connections connections = current.getAndSet(null);
        if (connections != null) {
            connections.close();
        }
    }
}

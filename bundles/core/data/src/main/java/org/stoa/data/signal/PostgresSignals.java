package org.stoa.data.signal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.Signals;
import org.stoa.api.security.CallContext;
import org.stoa.data.postgresql.Sql;

/**
 * Signals through LISTEN and NOTIFY. One connection and one thread wait for messages; a second thread hands them to the
 * listeners, so that a slow listener holds up the others and not the connection.
 */
public final class PostgresSignals implements Signals, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSignals.class);
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z-]*");
    private static final int LONGEST_MESSAGE_BYTES = 4_000;
    private static final char SEPARATOR = ' ';
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** How long a connection may be silent before it is asked whether it is alive. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final int ANSWER_LIMIT_SECONDS = 5;

    private final DataSource source;
    private final String channel;
    private final PlatformDatabase database;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final ExecutorService delivery = Executors.newSingleThreadExecutor(task -> daemon(task, "stoa-signals"));
    private final Thread receiver = daemon(this::receive, "stoa-signals-receiver");
    private volatile Connection connection;
    private volatile boolean closed;
    private boolean troubled;

    /**
     * @param source makes the connection that listens
     * @param channel known to the platform's nodes alone: every role of a database may send to a channel it knows
     * @param database sends
     */
    public PostgresSignals(DataSource source, String channel, PlatformDatabase database) {
        this.source = source;
        this.channel = channel;
        this.database = database;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Connects, in the background. */
    public void start() {
        receiver.start();
    }

    @Override
    public void send(String topic, String message) {
        requireTopic(topic);
        if (message.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE_BYTES || message.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a message has at most " + LONGEST_MESSAGE_BYTES + " bytes and no character NUL");
        }
        database.read(
                CallContext.system(null, "signals"),
                SignalMapper.class,
                mapper -> mapper.send(channel, payload(topic, message)));
    }

    /** What to notify the channel of for a message, within a transaction. */
    public static String payload(String topic, String message) {
        return topic + SEPARATOR + message;
    }

    @Override
    public AutoCloseable listen(String topic, Listener listener) {
        requireTopic(topic);
        Subscription subscription = new Subscription(topic, listener);
        subscriptions.add(subscription);
        deliver(subscription, Listener::missed);
        return () -> subscriptions.remove(subscription);
    }

    private static void requireTopic(String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("a topic has lower-case letters and hyphens only: " + topic);
        }
    }

    private void receive() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (Connection opened = source.getConnection()) {
                connection = opened;
                listenOn(opened);
                pause = FIRST_PAUSE;
                await(opened);
            } catch (SQLException e) {
                report(e);
            } finally {
                connection = null;
            }
            if (closed || !sleep(pause)) {
                return;
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private void listenOn(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN " + Sql.identifier(channel));
        }
        if (troubled) {
            troubled = false;
            LOG.info("Signals between nodes are received again.");
        }
        subscriptions.forEach(subscription -> deliver(subscription, Listener::missed));
    }

    private void await(Connection opened) throws SQLException {
        PGConnection receiving = opened.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] received = receiving.getNotifications((int) SILENCE.toMillis());
            for (PGNotification notification : received) {
                hand(notification.getParameter());
            }
            if (received.length == 0 && !opened.isValid(ANSWER_LIMIT_SECONDS)) {
                throw new SQLException("the connection is dead");
            }
        }
    }

    private void hand(String payload) {
        int end = payload.indexOf(SEPARATOR);
        if (end < 0) {
            return;
        }
        String topic = payload.substring(0, end);
        String message = payload.substring(end + 1);
        subscriptions.stream()
                .filter(subscription -> subscription.topic().equals(topic))
                .forEach(subscription -> deliver(subscription, listener -> listener.received(message)));
    }

    private void deliver(Subscription subscription, Consumer<Listener> call) {
        try {
            delivery.execute(() -> {
                if (subscriptions.contains(subscription)) {
                    call(subscription, call);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Not delivered, because the platform stops", e);
        }
    }

    private static void call(Subscription subscription, Consumer<Listener> call) {
        try {
            call.accept(subscription.listener());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A listener to the signals of {} failed.", subscription.topic(), e);
        }
    }

    private void report(SQLException failure) {
        if (!troubled && !closed) {
            troubled = true;
            LOG.warn("Signals between nodes are not received at present; trying on: {}", failure.getMessage());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        receiver.interrupt();
        Connection waiting = connection;
        if (waiting != null) {
            try {
                waiting.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("The connection was broken already", e);
            }
        }
        delivery.shutdownNow();
        subscriptions.clear();
    }

    /** Compared by identity: the same listener may listen twice. */
    private static final class Subscription {

        private final String topic;
        private final Listener listener;

        Subscription(String topic, Listener listener) {
            this.topic = topic;
            this.listener = listener;
        }

        String topic() {
            return topic;
        }

        Listener listener() {
            return listener;
        }
    }
}

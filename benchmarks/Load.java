import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Sends requests and measures how long answers take. */
final class Load {

    private final int port;

    Load(int port) {
        this.port = port;
    }

    /**
     * What came of it.
     *
     * @param median milliseconds of answers with status 2xx; NaN without one
     * @param p99 the same
     * @param perSecond answers with status 2xx a second
     * @param others how many answers had another status, by status; 0 where there was no answer
     */
    record Figures(int answered, double median, double p99, double perSecond, Map<Integer, Integer> others) {

        @Override
        public String toString() {
            return "%.2f; %.1f".formatted(median, p99) + (others.isEmpty() ? "" : " " + others);
        }
    }

    /** One answer. */
    private record Answer(long nanos, int status) {}

    /**
     * Sends at a constant rate, whatever the answers do: an answer's time counts from when its request was due.
     *
     * @param requests makes the request with a number, as it goes over the wire
     * @param connections the most requests at a time
     */
    Figures constant(LongFunction<byte[]> requests, double perSecond, Duration duration, int connections)
            throws Exception {
        long interval = (long) (1e9 / perSecond);
        long count = Math.max(1, (long) (duration.toNanos() / 1e9 * perSecond));
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime() + 20_000_000L;
        return run(connections, () -> {
            List<Answer> answers = new ArrayList<>();
            try (HttpConnection connection = new HttpConnection(port)) {
                for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    long due = start + number * interval;
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    answers.add(send(connection, requests.apply(number), due));
                }
            }
            return answers;
        });
    }

    /** Sends as fast as answers come. */
    Figures saturated(LongFunction<byte[]> requests, Duration duration, int connections) throws Exception {
        AtomicLong next = new AtomicLong();
        long end = System.nanoTime() + duration.toNanos();
        return run(connections, () -> {
            List<Answer> answers = new ArrayList<>();
            try (HttpConnection connection = new HttpConnection(port)) {
                for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                    answers.add(send(connection, requests.apply(next.getAndIncrement()), now));
                }
            }
            return answers;
        });
    }

    private interface Client {
        List<Answer> call() throws IOException;
    }

    private static Figures run(int connections, Client client) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Future<List<Answer>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(clients.submit(client::call));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<List<Answer>> each : running) {
                answers.addAll(each.get());
            }
            return figures(answers, (System.nanoTime() - start) / 1e9);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Answer send(HttpConnection connection, byte[] request, long due) {
        int status;
        try {
            status = connection.send(request);
        } catch (IOException e) {
            status = 0;
        }
        return new Answer(System.nanoTime() - due, status);
    }

    private static Figures figures(List<Answer> answers, double seconds) {
        Map<Integer, Integer> others = new TreeMap<>();
        answers.stream()
                .filter(answer -> answer.status() / 100 != 2)
                .forEach(answer -> others.merge(answer.status(), 1, Integer::sum));
        long[] times = answers.stream()
                .filter(answer -> answer.status() / 100 == 2)
                .mapToLong(Answer::nanos)
                .toArray();
        Arrays.sort(times);
        return new Figures(
                times.length, percentile(times, 0.5), percentile(times, 0.99), times.length / seconds, others);
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}

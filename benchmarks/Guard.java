import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the operations for a minute beside two things that know nothing of them, on the same machine at the same
 * time: R0, and a bare query of the row that R1 reads. Shares of these stay as they are on another machine, and nearly on
 * a busy one. Started by {@code guard}.
 */
final class Guard {

    private static final List<String> OPERATIONS = List.of("R1", "R2", "R3", "W1");
    private static final String ALIVE = "R0";
    private static final String QUERY = "query";
    private static final int TENANTS = 2;
    private static final int PROFILES_OF_A_TENANT = 50;
    private static final int CONNECTIONS = 4;
    private static final Duration WARM = Duration.ofMillis(1500);
    private static final Duration TURN = Duration.ofMillis(700);
    /** After this no other round begins. */
    private static final Duration ENOUGH = Duration.ofSeconds(50);

    private static final Duration LIMIT = Duration.ofSeconds(65);

    private final Path kept;
    private final boolean keep;
    private final Options options;
    private final long begun = System.nanoTime();
    private final int rounds;
    private volatile String doing = "starting";

    private Guard(Options options) {
        this.options = options;
        rounds = options.number("--rounds", 5);
        keep = options.flag("--keep");
        kept = options.benchmarks().resolve("guard.json");
        options.end();
    }

    public static void main(String[] arguments) throws Exception {
        Guard guard = new Guard(new Options(arguments));
        guard.endInTime();
        guard.run();
    }

    /** Whatever hangs, the build goes on; the platform is ended on the way out. */
    private void endInTime() {
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(LIMIT.toNanos());
            } catch (InterruptedException e) {
                return;
            }
            System.out.println("Not measured: after " + LIMIT.toSeconds() + " s it was still " + doing + ".");
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void run() throws Exception {
        Map<String, List<Double>> perSecond = new LinkedHashMap<>();
        try (Platform platform =
                new Platform(options.distribution(), options.work(), "guard", options.environment(false, true))) {
            platform.start();
            doing = "filling in";
            Map<String, Turn> turns = turns(platform);
            doing = "warming up";
            for (Turn turn : turns.values()) {
                turn.take(WARM);
            }
            doing = "measuring";
            for (int round = 0; round < rounds && (round == 0 || elapsed() < ENOUGH.toSeconds()); round++) {
                for (Map.Entry<String, Turn> turn : turns.entrySet()) {
                    perSecond
                            .computeIfAbsent(turn.getKey(), name -> new ArrayList<>())
                            .add(turn.getValue().take(TURN));
                }
            }
        }
        report(perSecond);
    }

    private interface Turn {
        /** @return how many a second */
        double take(Duration duration) throws Exception;
    }

    private Map<String, Turn> turns(Platform platform) throws Exception {
        List<Requests.Sample> samples = fill(platform);
        String tenant;
        try (Connection owner = platform.owner()) {
            tenant = new Rows(owner)
                    .texts("SELECT id FROM access.tenant WHERE identifier = 'tenant-1'")
                    .get(0);
        }
        Requests requests = new Requests(samples);
        Load load = new Load(platform.port());
        Map<String, Turn> turns = new LinkedHashMap<>();
        turns.put(ALIVE, duration -> answered(load, Requests.alive(), duration));
        turns.put(QUERY, duration -> query(platform, tenant, samples.get(0).profiles(), duration));
        for (String operation : OPERATIONS) {
            turns.put(operation, duration -> answered(load, requests.of(operation), duration));
        }
        return turns;
    }

    private static List<Requests.Sample> fill(Platform platform) throws Exception {
        Loader loader = platform.loader();
        String operator = platform.operator();
        loader.schemas(operator);
        List<Requests.Sample> samples = new ArrayList<>();
        for (int number = 1; number <= TENANTS; number++) {
            Loader.Member member = loader.tenant(operator, number);
            List<String> profiles = new ArrayList<>();
            for (int profile = 0; profile < PROFILES_OF_A_TENANT; profile++) {
                String body = Requests.profile(member.accountId(), "profile-" + profile);
                profiles.add(Loader.member(loader.send("POST", "profiles", member.accessToken(), body, null), "id"));
            }
            samples.add(new Requests.Sample(member.accessToken(), member.accountId(), profiles));
        }
        return samples;
    }

    private static double answered(Load load, LongFunction<byte[]> requests, Duration duration) throws Exception {
        Load.Figures figures = load.saturated(requests, duration, CONNECTIONS);
        if (!figures.others().isEmpty()) {
            throw new IOException("answers with another status, by status: " + figures.others());
        }
        return figures.perSecond();
    }

    private static double query(Platform platform, String tenant, List<String> ids, Duration duration)
            throws IOException, SQLException {
        try (Connection owner = platform.owner();
                PreparedStatement statement = owner.prepareStatement(
                        "SELECT * FROM metadata.entity WHERE tenant_id = ? AND id = ?")) {
            statement.setObject(1, UUID.fromString(tenant));
            long start = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - start < duration.toNanos()) {
                UUID id = UUID.fromString(ids.get(done++ % ids.size()));
                statement.setObject(2, id);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("no row " + id);
                    }
                }
            }
            return done / ((System.nanoTime() - start) / 1e9);
        }
    }

    /** Seconds since it began. */
    private double elapsed() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void report(Map<String, List<Double>> perSecond) throws IOException {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (String operation : OPERATIONS) {
            for (String reference : List.of(ALIVE, QUERY)) {
                ratios.put(operation + " : " + reference, ratio(perSecond.get(operation), perSecond.get(reference)));
            }
        }
        Map<String, Double> before = Files.exists(kept) ? read(Files.readString(kept)) : Map.of();
        System.out.printf(
                "%s, %.0f s%nRequests a second beside those of R0 and of a bare query, in the same %d turns of %d ms:%n%n",
                Machine.describe(), elapsed(), perSecond.get(ALIVE).size(), TURN.toMillis());
        perSecond.forEach((name, values) -> System.out.printf("%-6s %8.0f a second%n", name, median(values)));
        System.out.printf("%n| Ratio | now | kept | now : kept |%n|---|---|---|---|%n");
        ratios.forEach((name, now) -> {
            Double then = before.get(name);
            System.out.printf(
                    "| %s | %.4f | %s | %s |%n",
                    name, now, then == null ? "" : "%.4f".formatted(then), then == null ? "" : "%.2f".formatted(now / then));
        });
        if (keep) {
            Files.writeString(kept, write(ratios));
            System.out.println("kept in " + kept);
        }
    }

    /** Of the turns of each round; one that was disturbed does not count much. */
    private static double ratio(List<Double> values, List<Double> references) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / references.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static Map<String, Double> read(String json) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("\"([^\"]+)\":\\s*([0-9.]+)").matcher(json);
        while (matcher.find()) {
            ratios.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return ratios;
    }

    private static String write(Map<String, Double> ratios) {
        List<String> lines = new ArrayList<>();
        lines.add("  \"machine\": \"" + Machine.describe().replace("\"", "") + "\"");
        ratios.forEach((name, ratio) -> lines.add("  \"%s\": %.4f".formatted(name, ratio)));
        return "{\n" + String.join(",\n", lines) + "\n}\n";
    }
}

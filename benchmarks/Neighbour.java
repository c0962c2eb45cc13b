import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One tenant sends fifty times its share while the others go on at theirs. Started by {@code neighbour}. */
final class Neighbour {

    private static final String LOUD = "tenant-1";
    private static final int TIMES = 50;
    private static final int PROFILES_OF_A_TENANT = 100;

    private final Options options;
    private final int tenants;
    private final int share;
    private final int connections;
    private final int rounds;
    private final Duration seconds;

    private Neighbour(Options options) {
        this.options = options;
        tenants = options.number("--tenants", 20);
        share = options.number("--share", 10);
        connections = options.number("--connections", 64);
        rounds = options.number("--rounds", 3);
        seconds = Duration.ofSeconds(options.number("--seconds", 20));
        options.end();
    }

    public static void main(String[] arguments) throws Exception {
        Neighbour neighbour = new Neighbour(new Options(arguments));
        System.out.println(Machine.describe());
        System.out.printf(
                "%d tenants, M1, %d requests a second each; one of them %d, then as many as %d connections take; %d s%n%n",
                neighbour.tenants,
                neighbour.share,
                TIMES * neighbour.share,
                neighbour.connections,
                neighbour.seconds.toSeconds());
        Table table = new Table(
                "limits", "round", "others, quiet: ms", "others beside 50 x: ms", "p99 : quiet",
                "answers to the loud one a second", "others beside all it can: ms", "p99 : quiet",
                "answers to the loud one a second");
        neighbour.measure(table, "none", false, false);
        neighbour.measure(table, "turns", false, true);
        neighbour.measure(table, "as shipped", true, true);
    }

    private void measure(Table table, String limits, boolean rateLimits, boolean turns) throws Exception {
        try (Platform platform = new Platform(
                options.distribution(), options.work(), "neighbour", options.environment(rateLimits, turns))) {
            // each request tells another client: the limit of one address is not what is measured
            platform.configure("org.stoa.rest.cfg", "proxies = 127.0.0.1");
            platform.start();
            Samples.fill(platform, 1);
            List<String> names =
                    IntStream.rangeClosed(1, tenants).mapToObj(number -> "tenant-" + number).toList();
            try (Connection owner = platform.owner()) {
                Rows rows = new Rows(owner);
                rows.tenants(2, tenants);
                rows.profiles(1, tenants, PROFILES_OF_A_TENANT);
                rows.settle();
                measure(table, limits, platform, rows, names);
            }
        }
    }

    private void measure(Table table, String limits, Platform platform, Rows rows, List<String> names)
            throws Exception {
        Load load = new Load(platform.port());
        int others = share * (tenants - 1);
        for (int round = 0; round <= rounds; round++) {
            Requests quiet = new Requests(Samples.of(platform, rows, names.subList(1, names.size())));
            Requests loud = new Requests(Samples.of(platform, rows, List.of(LOUD)));
            if (round == 0) {
                load.constant(quiet.of("M1"), others, seconds, connections);
                continue;
            }
            Load.Figures alone = load.constant(quiet.of("M1"), others, seconds, connections);
            List<String> cells = new ArrayList<>(
                    List.of(limits, String.valueOf(round), alone.toString()));
            cells.addAll(beside(load, quiet, others, alone, () -> load.constant(loud.of("M1"), (double) TIMES * share, seconds, connections)));
            cells.addAll(beside(load, quiet, others, alone, () -> load.saturated(loud.of("M1"), seconds, connections)));
            table.add(cells);
        }
    }

    private interface Loud {
        Load.Figures run() throws Exception;
    }

    private List<String> beside(Load load, Requests quiet, int others, Load.Figures alone, Loud loud) throws Exception {
        ExecutorService neighbour = Executors.newSingleThreadExecutor();
        try {
            Future<Load.Figures> running = neighbour.submit(loud::run);
            Load.Figures figures = load.constant(quiet.of("M1"), others, seconds, connections);
            Load.Figures ofLoud = running.get();
            return List.of(
                    figures.toString(),
                    "%.2f".formatted(figures.p99() / alone.p99()),
                    "%.0f %s".formatted(ofLoud.perSecond(), ofLoud.others().isEmpty() ? "" : ofLoud.others()));
        } finally {
            neighbour.shutdownNow();
        }
    }
}

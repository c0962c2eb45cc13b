import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Grows a platform in steps, and measures at each what is meant to stay as it is. Started by {@code growth}. */
final class Growth {

    private static final List<String> OPERATIONS = List.of("R1", "R2", "R3", "W1");
    private static final int SAMPLE = 20;
    private static final int FIRST_TENANTS = 10;
    private static final int PROFILES_OF_A_TENANT = 10;
    private static final int SIGN_INS_PER_SECOND = 5;
    private static final int CONNECTIONS = 16;

    /** Tenants while rows grow. */
    private static final int SPREAD_OVER = 100;

    /** Rows in the tables that grow with a profile: itself, its filter value, its words, its audit entry. */
    private static final int ROWS_OF_A_PROFILE = 4;

    private final Options options;
    private final int mostTenants;
    private final int mostRows;
    private final int mostChanged;
    private final int perSecond;
    private final Duration seconds;

    private Growth(Options options) {
        this.options = options;
        mostTenants = options.number("--tenants", 100_000);
        mostRows = options.number("--rows", 10_000_000);
        mostChanged = options.number("--changed", 10_000);
        perSecond = options.number("--rate", 50);
        seconds = Duration.ofSeconds(options.number("--seconds", 10));
        options.end();
    }

    public static void main(String[] arguments) throws Exception {
        Growth growth = new Growth(new Options(arguments));
        System.out.println(Machine.describe());
        System.out.printf(
                "%d requests and %d sign-ins a second for %d s each; milliseconds: median; 99th percentile%n%n",
                growth.perSecond, SIGN_INS_PER_SECOND, growth.seconds.toSeconds());
        if (growth.mostTenants >= FIRST_TENANTS) {
            growth.tenants();
        }
        if (growth.mostRows >= 10_000) {
            growth.rows();
        }
    }

    private void tenants() throws Exception {
        Table table = new Table(
                "tenants", "rows", "R1", "R2", "R3", "W1", "sign-in", "enable: ms", "statements", "disable: ms",
                "statements", "enable for all: ms a tenant", "statements a tenant", "disable for all: ms a tenant",
                "statements a tenant", "upgrade: s", "statements", "start: s");
        try (Platform platform = platform("tenants")) {
            Samples.fill(platform, FIRST_TENANTS);
            int there = FIRST_TENANTS;
            int version = 1;
            for (int step = FIRST_TENANTS; step <= mostTenants; step *= 10) {
                try (Connection owner = platform.owner()) {
                    Rows rows = new Rows(owner);
                    rows.tenants(there + 1, step);
                    rows.profiles(there == FIRST_TENANTS && step == FIRST_TENANTS ? 1 : there + 1, step, PROFILES_OF_A_TENANT);
                    rows.settle();
                }
                there = step;
                Duration start = platform.restart();
                List<String> cells = new ArrayList<>();
                try (Connection owner = platform.owner();
                        Connection superuser = platform.superuser()) {
                    Rows rows = new Rows(owner);
                    cells.add(String.valueOf(step));
                    cells.add(String.valueOf(rows.count()));
                    String all = "SELECT identifier FROM access.tenant ORDER BY random() LIMIT ";
                    cells.addAll(latencies(platform, rows, rows.texts(all + SAMPLE), true));
                    cells.add(signIns(platform, rows.texts(all + 1000)));
                    Statements statements = new Statements(superuser, rows);
                    cells.addAll(changes(platform, statements));
                    cells.addAll(step <= mostChanged ? changesOfAll(platform, statements, step) : List.of("", "", "", ""));
                    cells.addAll(upgrade(platform, rows, statements, version++));
                }
                cells.add("%.1f".formatted(start.toMillis() / 1000.0));
                table.add(cells);
            }
        }
        table.curves();
    }

    private void rows() throws Exception {
        Table table = new Table(
                "rows", "profiles of one tenant", "R1", "R2", "R3", "W1", "R1 of that one", "R2 of that one",
                "R3 of that one", "W1 of that one", "start: s");
        try (Platform platform = platform("rows")) {
            Samples.fill(platform, FIRST_TENANTS);
            try (Connection owner = platform.owner()) {
                new Rows(owner).tenants(FIRST_TENANTS + 1, SPREAD_OVER);
            }
            for (int step = 10_000; step <= mostRows; step *= 10) {
                try (Connection owner = platform.owner()) {
                    Rows rows = new Rows(owner);
                    int missing = (int) ((step - rows.count()) / ROWS_OF_A_PROFILE);
                    rows.profiles(1, 1, missing / 2);
                    rows.profiles(2, SPREAD_OVER, missing / 2 / (SPREAD_OVER - 1));
                    rows.settle();
                }
                Duration start = platform.restart();
                List<String> cells = new ArrayList<>();
                try (Connection owner = platform.owner()) {
                    Rows rows = new Rows(owner);
                    cells.add(String.valueOf(rows.count()));
                    cells.add(rows.texts("SELECT count(*) FROM metadata.entity e JOIN access.tenant t"
                                    + " ON t.id = e.tenant_id WHERE t.identifier = 'tenant-1'")
                            .get(0));
                    List<String> others = rows.texts("SELECT identifier FROM access.tenant"
                            + " WHERE identifier <> 'tenant-1' ORDER BY random() LIMIT " + SAMPLE);
                    cells.addAll(latencies(platform, rows, others, true));
                    cells.addAll(latencies(platform, rows, List.of("tenant-1"), false));
                }
                cells.add("%.1f".formatted(start.toMillis() / 1000.0));
                table.add(cells);
            }
        }
        table.curves();
    }

    private Platform platform(String name) throws Exception {
        Map<String, String> environment = options.environment(false, true);
        environment.put("STOA_PROFILE", "development");
        Platform platform = new Platform(options.distribution(), options.work(), "growth-" + name, environment);
        platform.start();
        try (Connection superuser = platform.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        }
        platform.restart();
        try (Connection superuser = platform.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
        }
        return platform;
    }

    private List<String> latencies(Platform platform, Rows rows, List<String> tenants, boolean warm) throws Exception {
        Requests requests = new Requests(Samples.of(platform, rows, tenants));
        Load load = new Load(platform.port());
        if (warm) {
            for (String operation : OPERATIONS) {
                load.saturated(requests.of(operation), seconds.dividedBy(2), 4);
            }
        }
        List<String> cells = new ArrayList<>();
        for (String operation : OPERATIONS) {
            cells.add(load.constant(requests.of(operation), perSecond, seconds, CONNECTIONS)
                    .toString());
        }
        return cells;
    }

    private String signIns(Platform platform, List<String> tenants) throws Exception {
        List<String> emails = tenants.stream().map(Samples::email).toList();
        Load load = new Load(platform.port());
        load.saturated(Requests.signIn(emails), Duration.ofSeconds(2), 2);
        return load.constant(Requests.signIn(emails), SIGN_INS_PER_SECOND, seconds, CONNECTIONS)
                .toString();
    }

    /** Enabling and disabling for one tenant, through the API. */
    private static List<String> changes(Platform platform, Statements statements) throws Exception {
        Loader loader = platform.loader();
        String operator = platform.operator();
        List<String> cells = new ArrayList<>();
        statements.during(FIRST_TENANTS, cells, () -> {
            for (int number = 1; number <= FIRST_TENANTS; number++) {
                loader.send("POST", "tenants/tenant-" + number + "/modules", operator, "{\"moduleId\": \"hello\"}", null);
            }
        });
        statements.during(FIRST_TENANTS, cells, () -> {
            for (int number = 1; number <= FIRST_TENANTS; number++) {
                loader.send("DELETE", "tenants/tenant-" + number + "/modules/hello", operator, "", null);
            }
        });
        return cells;
    }

    private static List<String> changesOfAll(Platform platform, Statements statements, int tenants) throws Exception {
        List<String> cells = new ArrayList<>();
        statements.during(tenants, cells, () -> platform.shell("module:enable-all hello"));
        statements.during(tenants, cells, () -> platform.shell("module:disable-all hello"));
        return cells;
    }

    /** To a version of {@code hello} that brings another migration. */
    private List<String> upgrade(Platform platform, Rows rows, Statements statements, int version) throws Exception {
        Path shipped;
        try (Stream<Path> modules = Files.list(options.distribution().resolve("modules"))) {
            shipped = modules.filter(file -> file.getFileName().toString().matches("org\\.stoa\\.hello-.*\\.kar"))
                    .findFirst()
                    .orElseThrow();
        }
        Kar kar = new Kar(shipped);
        for (int earlier = 1; earlier <= version; earlier++) {
            kar = kar.with(
                    "db/migration/V%d__grown.sql".formatted(earlier + 1),
                    "ALTER TABLE hello.greeting ADD COLUMN grown_%d text;".formatted(earlier));
        }
        Path file = kar.write("1." + version + ".0", platform.folder());
        List<String> counted = new ArrayList<>();
        statements.during(1, counted, () -> platform.shell("module:install " + file));
        String took = rows.texts("SELECT round(extract(epoch FROM ended_at - started_at)::numeric, 1)"
                        + " FROM registry.deployment WHERE module_id = 'hello' ORDER BY started_at DESC LIMIT 1")
                .get(0);
        return List.of(took, counted.get(1));
    }

    /** Counts statements by what PostgreSQL says, without those that it gets all the time. */
    private static final class Statements {

        private static final Duration IDLE = Duration.ofSeconds(5);

        private final Connection superuser;
        private final Rows rows;
        private final double idlePerSecond;

        interface Work {
            void run() throws Exception;
        }

        Statements(Connection superuser, Rows rows) throws Exception {
            this.superuser = superuser;
            this.rows = rows;
            awaitEvents();
            reset();
            TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
            idlePerSecond = count() / (IDLE.toMillis() / 1000.0);
        }

        /** Adds two cells: milliseconds and statements for one of {@code tenants}, their events included. */
        void during(int tenants, List<String> cells, Work work) throws Exception {
            reset();
            long begun = System.nanoTime();
            work.run();
            double millis = (System.nanoTime() - begun) / 1e6;
            awaitEvents();
            double seconds = (System.nanoTime() - begun) / 1e9;
            cells.add("%.1f".formatted(millis / tenants));
            cells.add("%.1f".formatted((count() - idlePerSecond * seconds) / tenants));
        }

        private void awaitEvents() throws Exception {
            while (!rows.texts("SELECT 1 FROM data.outbox LIMIT 1").isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }

        private void reset() throws SQLException {
            try (Statement statement = superuser.createStatement()) {
                statement.execute("SELECT pg_stat_statements_reset()");
            }
        }

        private long count() throws SQLException {
            try (Statement statement = superuser.createStatement();
                    var row = statement.executeQuery(
                            "SELECT sum(calls) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid"
                                    + " WHERE r.rolname NOT IN ('postgres')"
                                    + " AND query NOT LIKE '%FROM data.outbox LIMIT%'")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

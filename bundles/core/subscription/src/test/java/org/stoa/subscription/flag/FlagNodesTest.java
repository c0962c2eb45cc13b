package org.stoa.subscription.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.subscription.flag.FlagBuilder.flag;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.subscription.Await;
import org.stoa.subscription.limit.Limits;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** Flags on two nodes that share a database. */
class FlagNodesTest {

    private static final CallContext OPERATOR = CallContext.system(null, "test");
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final MemoryTenants TENANTS = new MemoryTenants();

    private static PostgresServer server;
    private static Node one;
    private static Node other;

    private final CallContext tenant = tenant();

    /** What a node has of flags. */
    private record Node(StandaloneDatabases databases, FlagSnapshot snapshot, Flags flags, EvaluatedFeatures features)
            implements AutoCloseable {

        static Node start() {
            StandaloneDatabases databases = StandaloneDatabases.start(server, Clock.systemUTC());
            PlatformDatabase database = databases.platform("subscription", Limits.class);
            FlagSnapshot snapshot = new FlagSnapshot(database, databases.caches());
            Subjects subjects = new Subjects(TENANTS, databases.caches());
            return new Node(
                    databases,
                    snapshot,
                    new Flags(database, snapshot, Clock.systemUTC()),
                    new EvaluatedFeatures(snapshot, subjects));
        }

        @Override
        public void close() throws Exception {
            snapshot.close();
            databases.close();
        }
    }

    @BeforeAll
    static void start() {
        server = TestDatabases.shared().server("flag_nodes");
        one = Node.start();
        other = Node.start();
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
    }

    @Test
    void aChangeIsSeenOnTheNodeThatMadeItAtOnceAndOnEveryOtherWithinASecond() {
        assertThat(other.features.isOn(tenant, "seen")).isFalse();
        for (int round = 0; round < 20; round++) {
            boolean on = round % 2 == 0;
            if (round == 0) {
                one.flags.create(OPERATOR, flag("seen").onByDefault().fields());
            } else {
                long version = one.flags.get(OPERATOR, "seen").version();
                one.flags.update(
                        OPERATOR, "seen", version, fields -> (on ? flag("seen").onByDefault() : flag("seen")).fields());
            }
            assertThat(one.features.isOn(tenant, "seen")).isEqualTo(on);
            Await.until("the change " + round, ONE_SECOND, () -> other.features.isOn(tenant, "seen") == on);
        }
        one.flags.delete(OPERATOR, "seen");
        Await.until(
                "the deletion", ONE_SECOND, () -> !other.features.all(tenant).containsKey("seen"));
    }

    @Test
    void aChangeWhoseMessageWasLostIsSeenWithinASecondAllTheSame() throws Exception {
        assertThat(other.features.isOn(tenant, "unheard")).isFalse();

        breakListeningConnections();
        one.flags.create(OPERATOR, flag("unheard").onByDefault().fields());

        Await.until("the change", ONE_SECOND, () -> other.features.isOn(tenant, "unheard"));
    }

    @Test
    void evaluationsAskNobodySoThatTheyGoOnWithoutADatabase() {
        one.flags.create(OPERATOR, flag("steady").onByDefault().fields());
        Node leaving = Node.start();
        assertThat(leaving.features.isOn(tenant, "steady")).isTrue();

        leaving.databases.close();

        assertThat(leaving.features.isOn(tenant, "steady")).isTrue();
        assertThat(leaving.features.all(tenant)).containsEntry("steady", true);
        assertThat(leaving.features.isOn(TestContexts.user(tenant.requireTenant()), "steady"))
                .isTrue();
    }

    @Test
    void ofTwoChangesAtTheSameTimeThatContradictEachOtherOneIsRefused() throws Exception {
        for (int round = 0; round < 10; round++) {
            String left = "left" + round;
            String right = "right" + round;
            one.flags.create(OPERATOR, flag(left).fields());
            one.flags.create(OPERATOR, flag(right).fields());
            List<Callable<String>> changes = List.of(
                    () -> outcome(() -> one.flags.update(OPERATOR, left, 1, fields -> flag(left)
                            .requires(right)
                            .fields())),
                    () -> outcome(() -> other.flags.update(OPERATOR, right, 1, fields -> flag(right)
                            .requires(left)
                            .fields())));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<String> outcomes = new ArrayList<>();
            for (var future : threads.invokeAll(changes)) {
                outcomes.add(future.get());
            }
            threads.shutdown();
            assertThat(outcomes).containsExactlyInAnyOrder("done", "feature-conflict");
        }
    }

    @Test
    void aFlagIsKeptAsItWasGiven() {
        UUID in = UUID.randomUUID();
        UUID out = UUID.randomUUID();
        one.flags.create(OPERATOR, flag("needed").fields());
        one.flags.create(OPERATOR, flag("foe").fields());
        FeatureFlag created = one.flags.create(
                OPERATOR,
                flag("whole")
                        .requires("needed")
                        .excludes("foe")
                        .plans("pro", "team")
                        .tenants(in)
                        .without(out)
                        .rollout(37, RolloutUnit.USER)
                        .category(FlagCategory.EXPERIMENTAL)
                        .onByDefault()
                        .fields());

        assertThat(one.flags.get(OPERATOR, "whole")).isEqualTo(created);
        assertThat(outcome(() -> one.flags.create(OPERATOR, flag("whole").fields())))
                .isEqualTo("conflict");
        assertThat(outcome(() -> one.flags.delete(OPERATOR, "foe"))).isEqualTo("feature-in-use");
        assertThat(outcome(() -> one.flags.update(OPERATOR, "whole", 7, fields -> fields)))
                .isEqualTo("precondition-failed");
        assertThat(outcome(() -> one.flags.update(
                        OPERATOR, "whole", 1, fields -> flag("renamed").fields())))
                .isEqualTo("invalid-request");
        ProblemException unknown = catchThrowableOfType(
                ProblemException.class,
                () -> one.flags.create(
                        OPERATOR, flag("lonely").requires("needed", "nowhere").fields()));
        assertThat(unknown.errors()).singleElement().satisfies(error -> assertThat(error.field())
                .isEqualTo("requiredFeatures[1]"));
        assertThat(one.flags.list(OPERATOR)).extracting(FeatureFlag::key).doesNotContain("lonely", "renamed");
    }

    private static String outcome(Runnable change) {
        try {
            change.run();
            return "done";
        } catch (ProblemException e) {
            return e.code().code();
        }
    }

    private static CallContext tenant() {
        CallContext context = TestContexts.user();
        String name = "tenant-" + context.requireTenant();
        TENANTS.add(context.requireTenant(), name, MemoryTenants.company(name), "UTC", "EUR");
        return context;
    }

    /** A role may end what works under its own name. */
    private static void breakListeningConnections() throws SQLException {
        try (Connection owner = one.databases.owner().getConnection();
                Statement statement = owner.createStatement();
                ResultSet role = statement.executeQuery(
                        "SELECT role_name, password FROM data.database_role WHERE schema_name = 'platform'")) {
            role.next();
            try (Connection platform = server.dataSource(role.getString(1), role.getString(2), "test")
                            .getConnection();
                    Statement kill = platform.createStatement()) {
                kill.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'stoa-signals' AND datname = current_database()");
            }
        }
    }
}

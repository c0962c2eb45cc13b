package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.data.Database;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.data.idempotency.StoredResults;

class IdempotencyTest {

    private static final AdjustableClock CLOCK = new AdjustableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private static DatabaseFixture fixture;
    private static BundleDatabases access;
    private static Database database;

    private final CallContext context = DatabaseFixture.user(Ids.next());
    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger works = new AtomicInteger();

    enum Stage {
        NEW
    }

    record Receipt(UUID id, BigDecimal amount, Instant at, Stage stage, List<String> lines, @Sensitive String token) {}

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh(CLOCK);
        access = fixture.migrated(
                "access",
                "CREATE TABLE note (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));"
                        + " SELECT data.tenant_table('note');");
        database = access.database();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void repeatedRequestGetsTheFirstResultWithoutDoingTheWorkAgain() {
        Receipt first = pay(request(key, "print"));
        Receipt second = pay(request(key, "print"));

        assertThat(second).isEqualTo(first);
        assertThat(works).hasValue(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void eachWriteOfTheRequestHasItsOwnResult() {
        CallContext first = request(key, "print");
        Receipt one = pay(first);
        Receipt two = pay(first);
        CallContext second = request(key, "print");

        assertThat(pay(second)).isEqualTo(one).isNotEqualTo(two);
        assertThat(pay(second)).isEqualTo(two);
        pay(second);
        assertThat(works).hasValue(3);
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        pay(request(key, "print"));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> pay(request(key, "another print")))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(CommonProblem.IDEMPOTENCY_KEY_REUSED));
        assertThat(works).hasValue(1);
    }

    @Test
    void failedRequestCanBeRepeated() {
        assertThatThrownBy(() -> database.write(request(key, "print"), SqlMapper.class, (mapper, transaction) -> {
                    throw new IllegalArgumentException("no money");
                }))
                .hasMessage("no money");

        pay(request(key, "print"));
        assertThat(works).hasValue(1);
    }

    @Test
    void concurrentDuplicatesDoTheWorkOnce() throws Exception {
        int threads = 4;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            receipts.add(executor.submit((Callable<Receipt>) () -> {
                start.await();
                return pay(request(key, "print"));
            }));
        }
        start.countDown();

        List<Receipt> results = new ArrayList<>();
        for (Future<Receipt> receipt : receipts) {
            results.add(receipt.get(20, TimeUnit.SECONDS));
        }
        executor.shutdown();
        assertThat(results).hasSize(threads).containsOnly(results.get(0));
        assertThat(works).hasValue(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void callersAndTenantsDoNotShareKeys() {
        Receipt mine = pay(request(key, "print"));
        CallContext colleague = new CallContext(
                context.tenantId(),
                new Caller(Caller.Kind.USER, Ids.next(), Ids.next(), null, "bob@example.com"),
                context.permissions(),
                context.locale(),
                context.request(),
                new IdempotencyKey(key, "print"));

        assertThat(pay(colleague)).isNotEqualTo(mine);
        assertThat(pay(request(key, "print").withTenant(Ids.next()))).isNotEqualTo(mine);
    }

    @Test
    void resultsOfEveryPlainKindComeBack() {
        for (Object result : new Object[] {
            "text",
            5,
            5L,
            true,
            new BigDecimal("12.30"),
            UUID.randomUUID(),
            Instant.EPOCH,
            Stage.NEW,
            Optional.of("x"),
            Optional.empty(),
            List.of(),
            List.of(1, 2)
        }) {
            String own = UUID.randomUUID().toString();
            assertThat(returned(own, result)).isEqualTo(result);
            assertThat(returned(own, "not done again")).isEqualTo(result);
        }
        assertThat(returned(key, null)).isNull();
        assertThat(returned(key, "not done again")).isNull();
    }

    @Test
    void resultThatCouldNotComeBackFailsTheWrite() {
        assertThatThrownBy(() -> returned(key, new Object() {})).hasMessageContaining("Idempotency-Key cannot return");
        assertThatThrownBy(() -> returned(key, List.of(1, "x"))).hasMessageContaining("different types");
        assertThatThrownBy(() -> returned(key, Thread.currentThread()))
                .hasMessageContaining("Idempotency-Key cannot return");
    }

    @Test
    void storedResultTellsNothingToWhomeverReadsTheDatabase() {
        pay(request(key, "print"));

        String stored = String.join(
                "\n",
                fixture.asMigration("SELECT encode(result, 'escape') || i::text"
                        + " FROM data.idempotency i WHERE tenant_id = '" + context.tenantId() + "'"));
        assertThat(stored)
                .isNotEmpty()
                .doesNotContain("secret-token")
                .doesNotContain(key)
                .doesNotContain("print");
    }

    @Test
    void platformWritesAreRepeatableToo() {
        CallContext platform = CallContext.system(null, "test").withIdempotencyKey(new IdempotencyKey(key, "print"));
        String first = access.platform().write(platform, SqlMapper.class, (mapper, transaction) -> "first");
        CallContext again = CallContext.system(null, "test").withIdempotencyKey(new IdempotencyKey(key, "print"));

        assertThat(access.platform()
                        .<SqlMapper, String>write(again, SqlMapper.class, (mapper, transaction) -> "second"))
                .isEqualTo(first);
    }

    @Test
    void resultsAreForgottenAfterADay() {
        pay(request(key, "print"));
        StoredResults results = new StoredResults(fixture.databases().journals().platform(), CLOCK);

        CLOCK.advance(Duration.ofHours(23));
        results.deleteOld();
        pay(request(key, "print"));
        assertThat(works).hasValue(1);

        CLOCK.advance(Duration.ofHours(2));
        assertThat(results.deleteOld()).isPositive();
        pay(request(key, "print"));
        assertThat(works).hasValue(2);
    }

    private CallContext request(String idempotencyKey, String fingerprint) {
        return context.withIdempotencyKey(new IdempotencyKey(idempotencyKey, fingerprint));
    }

    private Receipt pay(CallContext request) {
        return database.write(request, SqlMapper.class, (mapper, transaction) -> {
            works.incrementAndGet();
            UUID id = Ids.next();
            mapper.execute("INSERT INTO access.note VALUES ('" + request.tenantId() + "', '" + id + "')");
            return new Receipt(
                    id,
                    new BigDecimal("12.30"),
                    CLOCK.instant(),
                    Stage.NEW,
                    List.of("größe", "\u0001"),
                    "secret-token");
        });
    }

    private Object returned(String idempotencyKey, Object result) {
        return database.write(request(idempotencyKey, "print"), SqlMapper.class, (mapper, transaction) -> result);
    }

    private int rows() {
        return DatabaseFixture.texts(database, context, "SELECT id FROM access.note")
                .size();
    }
}

package org.stoa.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.billing.BillingFixture;

class InvoiceNumberingTest {
    private static final int THREADS = 16;
    private static final int INVOICES = 96;

    private static final BillingFixture BILLING = new BillingFixture();

    @AfterAll
    static void close() {
        BILLING.close();
    }

    @Test
    void numbersHaveNoGapsHoweverManyIssueAtOnceAndFail() throws Exception {
        CallContext context = BILLING.newTenant("Europe/Berlin");
        List<UUID> drafts = drafts(context, INVOICES);
        UnluckyDatabase unlucky = new UnluckyDatabase(BILLING.database);
        InvoiceLifecycle lifecycle = new InvoiceLifecycle(unlucky, BILLING.tenants, BILLING.tenantClock);

        List<String> numbers = inParallel(drafts, id -> issueUntilItSucceeds(lifecycle, context, id));

        assertThat(unlucky.rolledBack.get()).isGreaterThanOrEqualTo(INVOICES / 4);
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(expected(2026, INVOICES));
    }

    @Test
    void sameInvoiceIssuedByManyAtOnceGetsOneNumber() throws Exception {
        CallContext context = BILLING.newTenant("UTC");
        UUID id = drafts(context, 1).get(0);

        List<String> outcomes =
                inParallel(IntStream.range(0, THREADS).mapToObj(n -> id).toList(), each -> {
                    try {
                        return BILLING.lifecycle.issue(context, each, null).number();
                    } catch (RuntimeException e) {
                        return e.getMessage();
                    }
                });

        assertThat(outcomes).containsOnlyOnce("2026-000001");
        assertThat(outcomes.stream().filter(outcome -> !outcome.equals("2026-000001")))
                .hasSize(THREADS - 1)
                .allMatch(outcome -> outcome.startsWith("409 invoice-not-draft"));
        assertThat(issue(context).number()).isEqualTo("2026-000002");
    }

    @Test
    void eachTenantCountsForItself() {
        CallContext one = BILLING.newTenant("UTC");
        CallContext other = BILLING.newTenant("UTC");

        assertThat(issue(one).number()).isEqualTo("2026-000001");
        assertThat(issue(one).number()).isEqualTo("2026-000002");
        assertThat(issue(other).number()).isEqualTo("2026-000001");
    }

    @Test
    void voidedInvoiceKeepsItsNumber() {
        CallContext context = BILLING.newTenant("UTC");
        Invoice first = issue(context);

        BILLING.lifecycle.declareVoid(context, first.id(), "wrong customer");

        assertThat(issue(context).number()).isEqualTo("2026-000002");
        assertThat(BILLING.invoices.get(context, first.id()).number()).isEqualTo("2026-000001");
    }

    @Test
    void draftsTakeNoNumber() {
        CallContext context = BILLING.newTenant("UTC");
        UUID discarded = drafts(context, 1).get(0);

        BILLING.invoices.delete(context, discarded);

        assertThat(issue(context).number()).isEqualTo("2026-000001");
        assertThat(BILLING.invoices
                        .list(context, InvoiceStatus.DRAFT, null, null, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    void numbersBeginAnewInTheYearThatHasBegunWhereTheTenantIs() {
        try (BillingFixture newYear = new BillingFixture()) {
            newYear.clock.set("2026-12-31T23:30:00Z");
            Invoice berlin = newYear.issued(newYear.newTenant("Europe/Berlin"));
            Invoice lisbon = newYear.issued(newYear.newTenant("Europe/Lisbon"));

            assertThat(berlin.number()).isEqualTo("2027-000001");
            assertThat(berlin.issueDate()).hasToString("2027-01-01");
            assertThat(lisbon.number()).isEqualTo("2026-000001");
            assertThat(lisbon.issueDate()).hasToString("2026-12-31");
        }
    }

    private static Invoice issue(CallContext context) {
        return BILLING.issued(context);
    }

    private static List<UUID> drafts(CallContext context, int count) {
        UUID customer = BILLING.customer(context).id();
        return IntStream.range(0, count)
                .mapToObj(n -> BILLING.draft(context, customer).id())
                .toList();
    }

    private static String issueUntilItSucceeds(InvoiceLifecycle lifecycle, CallContext context, UUID id) {
        while (true) {
            try {
                return lifecycle.issue(context, id, null).number();
            } catch (OutOfLuckException e) {
                assertThat(BILLING.invoices.get(context, id).number()).isNull();
            }
        }
    }

    private static List<String> inParallel(List<UUID> ids, Function<UUID, String> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<String>> calls = new ArrayList<>();
            ids.forEach(id -> calls.add(() -> work.apply(id)));
            List<String> results = new ArrayList<>();
            for (Future<String> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> expected(int year, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> String.format("%d-%06d", year, number))
                .toList();
    }

    /** Rolls every third transaction back when all its work is done. */
    private static final class UnluckyDatabase implements Database {
        private final Database database;
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger rolledBack = new AtomicInteger();

        UnluckyDatabase(Database database) {
            this.database = database;
        }

        @Override
        public <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work) {
            return database.read(context, mapper, work);
        }

        @Override
        public <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
            boolean unlucky = writes.incrementAndGet() % 3 == 0;
            return database.write(context, mapper, (open, transaction) -> {
                R result = work.apply(open, transaction);
                if (unlucky) {
                    rolledBack.incrementAndGet();
                    throw new OutOfLuckException();
                }
                return result;
            });
        }
    }

    private static final class OutOfLuckException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

package org.stoa.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.Walks;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.statement.Statement;

/** Random invoices, payments, credit notes, refunds and reversals on a real database, against {@link LedgerOracle}. */
class LedgerWalkTest {
    private static final long SEED = 4711;
    private static final int STEPS = 12;
    private static final BillingFixture BILLING = new BillingFixture();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    @AfterAll
    static void close() {
        BILLING.close();
    }

    @Test
    void balancesAreNeverWrongByACentAndSumUpToTheStatement() {
        int numbered = 0;
        int notes = 0;
        CallContext context = BILLING.newTenant("UTC");
        for (int walk = 0; walk < Walks.countOnDatabase(); walk++) {
            Walk made = new Walk(context, SEED + walk);
            for (int step = 0; step < STEPS; step++) {
                made.step();
                made.compare();
            }
            made.compareStatement();
            List<String> expected = new ArrayList<>();
            for (int index = 0; index < made.invoices.size(); index++) {
                numbered++;
                expected.add(String.format(Locale.ROOT, "2026-%06d", numbered));
            }
            assertThat(made.invoices)
                    .as(made.story())
                    .extracting(Invoice::number)
                    .isEqualTo(expected);
            List<String> expectedNotes = new ArrayList<>();
            for (int index = 0; index < made.notes.size(); index++) {
                notes++;
                expectedNotes.add(String.format(Locale.ROOT, "CN-2026-%06d", notes));
            }
            assertThat(made.notes).as(made.story()).isEqualTo(expectedNotes);
        }
    }

    /** One customer and what happens to it. */
    private static final class Walk {
        private final CallContext context;
        private final long seed;
        private final Random random;
        private final UUID customer;
        private final LedgerOracle oracle = new LedgerOracle();
        private final List<Invoice> invoices = new ArrayList<>();
        private final List<UUID> payments = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();

        Walk(CallContext context, long seed) {
            this.context = context;
            this.seed = seed;
            this.random = new Random(seed);
            this.customer = BILLING.customer(context).id();
        }

        String story() {
            return "seed " + seed + ": " + steps;
        }

        void step() {
            switch (invoices.isEmpty() ? 0 : random.nextInt(8)) {
                case 0, 1 -> issue();
                case 2, 3 -> pay();
                case 4 -> creditNote();
                case 5 -> refund();
                case 6 -> reverse();
                default -> declareVoid();
            }
        }

        private void issue() {
            int pieces = 1 + random.nextInt(9);
            long price = 1 + random.nextInt(5000);
            LocalDate due = TODAY.plusDays(random.nextInt(5));
            steps.add("issue " + pieces + " x " + price + " due " + due);
            ItemFields item = ItemFields.of("work", BigDecimal.valueOf(pieces), cents(price), BigDecimal.ZERO);
            Invoice draft =
                    BILLING.invoices.create(context, new InvoiceFields(customer, "EUR", due, null, List.of(item)));
            invoices.add(BILLING.lifecycle.issue(context, draft.id(), null));
            oracle.issue(pieces * price, due.toEpochDay());
        }

        private void pay() {
            int at = random.nextInt(invoices.size() + 1) - 1;
            boolean payable = at >= 0 && !oracle.claims.get(at).voided;
            long amount = 1 + random.nextInt(20_000);
            steps.add("pay " + amount + " for " + (payable ? at : "anything"));
            String reference = "walk-" + seed + "-" + payments.size();
            PaymentFields fields = new PaymentFields(
                    customer, payable ? invoices.get(at).id() : null, cents(amount), "bank", reference, null, null);
            Payment payment = random.nextBoolean()
                    ? BILLING.payments.record(context, fields)
                    : BILLING.payments.receive(context, fields);
            assertThat(BILLING.payments.record(context, fields)).as(story()).isEqualTo(payment);
            payments.add(payment.id());
            oracle.pay(amount, payable ? oracle.claims.get(at) : null);
        }

        private void creditNote() {
            int at = random.nextInt(invoices.size());
            LedgerOracle.Claim claim = oracle.claims.get(at);
            Invoice invoice = invoices.get(at);
            long pieces = invoice.items().get(0).quantity().longValueExact();
            long price = claim.gross / pieces;
            long left = pieces - claim.credited / price;
            if (claim.voided || left == 0) {
                return;
            }
            long back = 1 + random.nextInt((int) left);
            steps.add("credit " + back + " pieces of " + at);
            CreditFields.Line line = new CreditFields.Line(0, BigDecimal.valueOf(back));
            Invoice note = BILLING.creditNotes.credit(context, invoice.id(), new CreditFields("walk", List.of(line)));
            notes.add(note.number());
            oracle.credit(claim, back * price);
        }

        private void refund() {
            if (payments.isEmpty()) {
                return;
            }
            int at = random.nextInt(payments.size());
            LedgerOracle.Receipt receipt = oracle.receipts.get(at);
            long left = receipt.amount - receipt.gone;
            if (left == 0) {
                return;
            }
            long amount = 1 + random.nextInt((int) left);
            steps.add("refund " + amount + " of payment " + at);
            BILLING.payments.refund(context, payments.get(at), new RefundFields(cents(amount), null, null, null, null));
            oracle.sendBack(receipt, amount);
        }

        private void reverse() {
            if (payments.isEmpty()) {
                return;
            }
            int at = random.nextInt(payments.size());
            LedgerOracle.Receipt receipt = oracle.receipts.get(at);
            long left = receipt.amount - receipt.gone;
            if (left == 0) {
                return;
            }
            steps.add("reverse payment " + at);
            BILLING.payments.reverse(context, payments.get(at), new RefundFields(null, null, null, null, null));
            oracle.sendBack(receipt, left);
        }

        private void declareVoid() {
            int at = random.nextInt(invoices.size());
            LedgerOracle.Claim claim = oracle.claims.get(at);
            if (!oracle.status(claim).equals("ISSUED")) {
                return;
            }
            steps.add("void " + at);
            BILLING.lifecycle.declareVoid(context, invoices.get(at).id(), "walk");
            oracle.declareVoid(claim);
        }

        void compare() {
            for (int index = 0; index < invoices.size(); index++) {
                Invoice invoice =
                        BILLING.invoices.get(context, invoices.get(index).id());
                LedgerOracle.Claim claim = oracle.claims.get(index);
                assertThat(invoice.status().name()).as(story()).isEqualTo(oracle.status(claim));
                if (!claim.voided) {
                    assertThat(invoice.balance()).as(story()).isEqualTo(cents(oracle.balance(claim)));
                }
            }
            for (int index = 0; index < payments.size(); index++) {
                Payment payment = BILLING.payments.get(context, payments.get(index));
                LedgerOracle.Receipt receipt = oracle.receipts.get(index);
                assertThat(payment.available()).as(story()).isEqualTo(cents(oracle.credit(receipt)));
            }
        }

        void compareStatement() {
            Statement statement = BILLING.services.statements.statement(context, customer, null, null, "EUR", false);
            long open = oracle.claims.stream().mapToLong(oracle::balance).sum();
            long credit = oracle.receipts.stream().mapToLong(oracle::credit).sum();
            assertThat(statement.closing()).as(story()).isEqualTo(cents(oracle.owed()));
            assertThat(statement.closing()).as(story()).isEqualTo(cents(open - credit));
            assertThat(open == 0 || credit == 0)
                    .as("credit lies idle beside what is open, %s", story())
                    .isTrue();
        }
    }

    private static Money cents(long number) {
        return Money.of(BigDecimal.valueOf(number, 2).toPlainString(), "EUR");
    }
}

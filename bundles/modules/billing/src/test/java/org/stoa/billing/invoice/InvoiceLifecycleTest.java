package org.stoa.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.InvoiceIssued;
import org.stoa.billing.InvoicePaid;
import org.stoa.billing.InvoiceVoided;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;

class InvoiceLifecycleTest {
    private static final BillingFixture BILLING = new BillingFixture();

    private final CallContext context = BILLING.newTenant("Europe/Berlin");

    @AfterAll
    static void close() {
        BILLING.close();
    }

    @Test
    void issuedInvoiceHasNumberDatesPartiesAndTotals() {
        Invoice invoice = BILLING.issued(context);

        assertThat(invoice.status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(invoice.number()).isEqualTo("2026-000001");
        assertThat(invoice.issueDate()).isEqualTo(LocalDate.of(2026, 3, 15));
        assertThat(invoice.dueDate()).isEqualTo(LocalDate.of(2026, 4, 14));
        assertThat(invoice.totals().gross()).isEqualTo(Money.of("1428.00", "EUR"));
        assertThat(invoice.seller().name()).startsWith("agency-");
        assertThat(invoice.buyer().taxId()).isEqualTo("FI12345671");
        assertThat(invoice.version()).isEqualTo(2);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Invoice issued = BILLING.issued(context);
        Invoice paid = BILLING.lifecycle.pay(context, BILLING.issued(context).id(), new Settlement(null, "SEPA 1"));
        Invoice voided =
                BILLING.lifecycle.declareVoid(context, BILLING.issued(context).id(), "typo");
        Invoice draft = BILLING.draft(context, BILLING.customer(context).id());

        assertThat(BILLING.invoices
                        .list(context, null, null, null, PageRequest.first())
                        .items())
                .containsExactly(draft, voided, paid, issued);
        assertThat(BILLING.invoices.get(context, paid.id())).isEqualTo(paid);
        assertThat(BILLING.invoices
                        .list(context, InvoiceStatus.VOID, null, null, PageRequest.first())
                        .items())
                .containsExactly(voided);
        assertThat(BILLING.invoices
                        .list(context, null, null, issued.customerId(), PageRequest.first())
                        .items())
                .containsExactly(issued);
    }

    @Test
    void pagesDoNotOverlapAndKeepTheItemsOfEach() {
        UUID customer = BILLING.customer(context).id();
        List<Invoice> all = List.of(
                BILLING.draft(context, customer), BILLING.draft(context, customer), BILLING.draft(context, customer));

        var first = BILLING.invoices.list(context, null, null, customer, PageRequest.parse("2", null));
        var second = BILLING.invoices.list(context, null, null, customer, PageRequest.parse("2", first.nextCursor()));

        assertThat(first.items()).containsExactly(all.get(2), all.get(1));
        assertThat(second.items()).containsExactly(all.get(0));
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void issuedInvoiceStaysAsItIsWhenCustomerAndCompanyChange() {
        Invoice issued = BILLING.issued(context);
        BILLING.customers.update(
                context,
                issued.customerId(),
                1,
                BillingFixture.patch(
                        CustomerFields.class,
                        fields -> CustomerFields.of("Renamed", null, null, null, null, "USD", null)));
        renameCompany("Renamed Inc.");

        assertThat(BILLING.invoices.get(context, issued.id())).isEqualTo(issued);
        assertThat(BILLING.issued(context).seller().name()).isEqualTo("Renamed Inc.");
    }

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource({
        "DRAFT,  issue,  ISSUED",
        "DRAFT,  pay,    invoice-not-issued",
        "DRAFT,  void,   invoice-not-issued",
        "DRAFT,  update, DRAFT",
        "DRAFT,  delete, gone",
        "ISSUED, issue,  invoice-not-draft",
        "ISSUED, pay,    PAID",
        "ISSUED, void,   VOID",
        "ISSUED, update, invoice-not-draft",
        "ISSUED, delete, invoice-not-draft",
        "PARTIALLY_PAID, issue,  invoice-not-draft",
        "PARTIALLY_PAID, pay,    PAID",
        "PARTIALLY_PAID, void,   invoice-not-issued",
        "PARTIALLY_PAID, update, invoice-not-draft",
        "PARTIALLY_PAID, delete, invoice-not-draft",
        "CREDITED, issue,  invoice-not-draft",
        "CREDITED, pay,    invoice-not-issued",
        "CREDITED, void,   invoice-not-issued",
        "CREDITED, update, invoice-not-draft",
        "CREDITED, delete, invoice-not-draft",
        "PAID,   issue,  invoice-not-draft",
        "PAID,   pay,    invoice-not-issued",
        "PAID,   void,   invoice-not-issued",
        "PAID,   update, invoice-not-draft",
        "PAID,   delete, invoice-not-draft",
        "VOID,   issue,  invoice-not-draft",
        "VOID,   pay,    invoice-not-issued",
        "VOID,   void,   invoice-not-issued",
        "VOID,   update, invoice-not-draft",
        "VOID,   delete, invoice-not-draft"
    })
    void transitions(InvoiceStatus from, String action, String outcome) {
        Invoice invoice = invoiceIn(from);

        String actual;
        try {
            actual = act(invoice, action);
        } catch (ProblemException e) {
            assertThat(e.code().status()).isEqualTo(409);
            assertThat(e.arguments()).containsExactly(from);
            assertThat(BILLING.invoices.get(context, invoice.id())).isEqualTo(invoice);
            actual = e.code().code();
        }

        assertThat(actual).isEqualTo(outcome);
    }

    @Test
    void invoiceWithoutItemsIsNotIssued() {
        UUID customer = BILLING.customer(context).id();
        Invoice empty = BILLING.invoices.create(context, new InvoiceFields(customer, null, null, null, null));

        assertThat(refusal(() -> BILLING.lifecycle.issue(context, empty.id(), null)))
                .isEqualTo(BillingProblem.INVOICE_WITHOUT_ITEMS);
    }

    @Test
    void invoiceThatWouldBeOverdueAtOnceIsNotIssued() {
        Invoice draft = draftDueOn(LocalDate.of(2026, 3, 14));

        assertThat(refusal(() -> BILLING.lifecycle.issue(context, draft.id(), null)))
                .isEqualTo(BillingProblem.DUE_DATE_PASSED);
    }

    @Test
    void invoiceMayBeDueOnTheDayOfItsIssue() {
        Invoice draft = draftDueOn(LocalDate.of(2026, 3, 15));

        assertThat(BILLING.lifecycle.issue(context, draft.id(), null).dueDate()).isEqualTo(LocalDate.of(2026, 3, 15));
    }

    @Test
    void invoiceThatChangedSinceItWasSeenIsNotIssued() {
        Invoice draft = BILLING.draft(context, BILLING.customer(context).id());

        assertThat(refusal(() -> BILLING.lifecycle.issue(context, draft.id(), 2L)))
                .isEqualTo(CommonProblem.PRECONDITION_FAILED);
        assertThat(BILLING.lifecycle.issue(context, draft.id(), 1L).status()).isEqualTo(InvoiceStatus.ISSUED);
    }

    @Test
    void sellerWhoHasLostItsDetailsIsToldWhichAreMissing() {
        Invoice draft = BILLING.draft(context, BILLING.customer(context).id());
        setCompany(new Company("Agency GmbH", " ", "office@example.org", null, null, "10117", "Berlin", "DE"));

        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> BILLING.lifecycle.issue(context, draft.id(), null));

        assertThat(problem.code()).isEqualTo(BillingProblem.SELLER_DETAILS_INCOMPLETE);
        assertThat(problem.extensions()).containsEntry("missingFields", List.of("company.taxId", "company.street"));
    }

    @Test
    void paymentIsOfNowUnlessItSaysWhen() {
        Instant yesterday = BILLING.clock.instant().minus(Duration.ofDays(1));

        Settlement now = BILLING.lifecycle
                .pay(context, BILLING.issued(context).id(), null)
                .payment();
        Settlement then = BILLING.lifecycle
                .pay(context, BILLING.issued(context).id(), new Settlement(yesterday, null))
                .payment();

        assertThat(now.paidAt()).isEqualTo(BILLING.clock.instant());
        assertThat(then.paidAt()).isEqualTo(yesterday);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-15T10:06:00Z", "1969-12-31T23:59:59Z", "+1000000000-12-31T23:59:59Z"})
    void paymentAtAnImpossibleTimeIsRefused(Instant paidAt) {
        Invoice issued = BILLING.issued(context);

        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> BILLING.lifecycle.pay(context, issued.id(), new Settlement(paidAt, null)));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("paidAt");
    }

    @Test
    void draftForAnUnknownCustomerIsRefusedLikeOneForAnothersCustomer() {
        CallContext other = BILLING.newTenant("UTC");
        UUID anothers = BILLING.customer(other).id();

        ProblemException forAnothers =
                catchThrowableOfType(ProblemException.class, () -> BILLING.draft(context, anothers));
        ProblemException forNobodys =
                catchThrowableOfType(ProblemException.class, () -> BILLING.draft(context, Ids.next()));

        assertThat(forAnothers.errors()).isEqualTo(forNobodys.errors());
        assertThat(forAnothers.errors()).extracting(FieldError::field).containsExactly("customerId");
    }

    @Test
    void updateReplacesItemsAndAddsUpAnew() {
        Invoice draft = BILLING.draft(context, BILLING.customer(context).id());

        Invoice updated = BILLING.invoices.update(
                context, draft.id(), 1, changed(item("2", "10.00", "0"), item("1", "5.00", "0")));

        assertThat(updated.totals().gross()).isEqualTo(Money.of("25.00", "EUR"));
        assertThat(updated.version()).isEqualTo(2);
        assertThat(BILLING.invoices.get(context, draft.id())).isEqualTo(updated);
        assertThat(refusal(() -> BILLING.invoices.update(context, draft.id(), 1, changed())))
                .isEqualTo(CommonProblem.PRECONDITION_FAILED);
    }

    @Test
    void customerIsDeletedOnlyWhileThereIsNoInvoiceForIt() {
        Customer customer = BILLING.customer(context);
        Invoice draft = BILLING.draft(context, customer.id());

        assertThat(refusal(() -> BILLING.customers.delete(context, customer.id())))
                .isEqualTo(BillingProblem.CUSTOMER_HAS_INVOICES);
        BILLING.invoices.delete(context, draft.id());
        BILLING.customers.delete(context, customer.id());

        assertThat(refusal(() -> BILLING.customers.get(context, customer.id()))).isEqualTo(CommonProblem.NOT_FOUND);
    }

    @Test
    void customerStartsWithTheCurrencyOfItsTenant() {
        Customer customer =
                BILLING.customers.create(context, CustomerFields.of("Studio", null, null, null, null, null, null));

        assertThat(customer.currency()).isEqualTo("EUR");
        assertThat(BILLING.customers.get(context, customer.id())).isEqualTo(customer);
    }

    @Test
    void repeatedRequestDoesTheWorkOnce() {
        Invoice draft = BILLING.draft(context, BILLING.customer(context).id());

        Invoice first = BILLING.lifecycle.issue(TestContexts.repeatable(context, "key", "body"), draft.id(), null);
        Invoice again = BILLING.lifecycle.issue(TestContexts.repeatable(context, "key", "body"), draft.id(), null);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void auditLogTellsTheStory() {
        Customer customer = BILLING.customer(context);
        UUID paid = BILLING.draft(context, customer.id()).id();
        UUID voided = BILLING.draft(context, customer.id()).id();
        BILLING.lifecycle.issue(context, paid, null);
        BILLING.lifecycle.pay(context, paid, null);
        BILLING.lifecycle.issue(context, voided, null);
        BILLING.lifecycle.declareVoid(context, voided, "typo");

        List<AuditRecord> entries = BILLING.databases
                .auditLog()
                .search(context, AuditFilter.none(), PageRequest.first())
                .items();

        assertThat(entries)
                .extracting(AuditRecord::action)
                .containsExactly(
                        "invoice.void",
                        "invoice.issue",
                        "invoice.pay",
                        "payment.receive",
                        "invoice.issue",
                        "invoice.create",
                        "invoice.create",
                        "customer.create");
        assertThat(entries.get(0).newValues()).containsEntry("status", "VOID");
        assertThat(entries.get(0).oldValues()).containsEntry("status", "ISSUED");
    }

    @Test
    void otherBundlesAreTold() {
        RecordingListener<InvoiceIssued> issued = new RecordingListener<>(InvoiceIssued.class);
        RecordingListener<InvoicePaid> paid = new RecordingListener<>(InvoicePaid.class);
        RecordingListener<InvoiceVoided> voided = new RecordingListener<>(InvoiceVoided.class);
        UUID first = BILLING.issued(context).id();
        UUID second = BILLING.issued(context).id();
        Invoice settled = BILLING.lifecycle.pay(context, first, null);
        Invoice cancelled = BILLING.lifecycle.declareVoid(context, second, "typo");

        BILLING.databases.deliverEvents(issued, paid, voided);

        assertThat(issued.of(context)).extracting(InvoiceIssued::invoiceId).containsExactlyInAnyOrder(first, second);
        assertThat(paid.of(context))
                .containsExactly(new InvoicePaid(
                        first,
                        settled.number(),
                        settled.customerId(),
                        Money.of("1428.00", "EUR"),
                        BILLING.clock.instant()));
        assertThat(voided.of(context))
                .containsExactly(new InvoiceVoided(
                        second, cancelled.number(), cancelled.customerId(), Money.of("1428.00", "EUR"), "typo"));
    }

    private Invoice invoiceIn(InvoiceStatus status) {
        return switch (status) {
            case DRAFT -> BILLING.draft(context, BILLING.customer(context).id());
            case ISSUED -> BILLING.issued(context);
            case PARTIALLY_PAID -> {
                UUID id = BILLING.issued(context).id();
                BILLING.payments.receive(
                        context, new PaymentFields(null, id, Money.of("0.01", "EUR"), null, null, null, null));
                yield BILLING.invoices.get(context, id);
            }
            case CREDITED -> {
                UUID id = BILLING.issued(context).id();
                BILLING.creditNotes.credit(context, id, new CreditFields("goodwill", null));
                yield BILLING.invoices.get(context, id);
            }
            case PAID -> BILLING.lifecycle.pay(context, BILLING.issued(context).id(), null);
            case VOID ->
                BILLING.lifecycle.declareVoid(context, BILLING.issued(context).id(), "typo");
        };
    }

    /** The status it led to. */
    private String act(Invoice invoice, String action) {
        return switch (action) {
            case "issue" ->
                BILLING.lifecycle.issue(context, invoice.id(), null).status().name();
            case "pay" ->
                BILLING.lifecycle.pay(context, invoice.id(), null).status().name();
            case "void" ->
                BILLING.lifecycle
                        .declareVoid(context, invoice.id(), "typo")
                        .status()
                        .name();
            case "update" ->
                BILLING.invoices
                        .update(context, invoice.id(), invoice.version(), changed())
                        .status()
                        .name();
            case "delete" -> {
                BILLING.invoices.delete(context, invoice.id());
                yield "gone";
            }
            default -> throw new IllegalArgumentException(action);
        };
    }

    private Invoice draftDueOn(LocalDate date) {
        UUID customer = BILLING.customer(context).id();
        return BILLING.invoices.create(
                context, new InvoiceFields(customer, null, date, null, List.of(item("1", "1", "0"))));
    }

    private static MergePatch changed(ItemFields... items) {
        return BillingFixture.patch(
                InvoiceFields.class,
                fields -> new InvoiceFields(fields.customerId(), "EUR", null, "changed", List.of(items)));
    }

    private static ItemFields item(String quantity, String unitPrice, String rate) {
        return ItemFields.of("work", new BigDecimal(quantity), Money.of(unitPrice, "EUR"), new BigDecimal(rate));
    }

    private static ProblemCode refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).code();
    }

    private void renameCompany(String legalName) {
        setCompany(MemoryTenants.company(legalName));
    }

    private void setCompany(Company company) {
        BILLING.tenants.setCompany(context.requireTenant(), company);
    }
}

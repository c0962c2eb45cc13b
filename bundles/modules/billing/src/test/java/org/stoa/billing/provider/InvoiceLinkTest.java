package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeInvoiced;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.data.Ids;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.document.Papers;
import org.stoa.billing.invoice.InvoiceLinks;
import org.stoa.billing.invoice.InvoiceStatus;

/** What a tenant owes for the platform is seen and paid by an address that nobody can guess. */
class InvoiceLinkTest {
    private static StripeFixture fixture;
    private static InvoiceLinkResource links;

    private final List<ChargeInvoiced> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
        links = new InvoiceLinkResource(
                new InvoiceLinks(fixture.billing.database),
                fixture.billing.invoices,
                new Papers(
                        fixture.billing.invoices,
                        fixture.billing.customers,
                        fixture.billing.tenants,
                        fixture.billing.services.stationery),
                fixture.accounts,
                fixture.attempts);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private final class Debtor implements DomainEventListener<ChargeInvoiced> {
        @Override
        public String name() {
            return "test.debtor";
        }

        @Override
        public String eventType() {
            return "charge.ChargeInvoiced";
        }

        @Override
        public Class<ChargeInvoiced> payloadType() {
            return ChargeInvoiced.class;
        }

        @Override
        public void on(DomainEvent<ChargeInvoiced> event) {
            told.add(event.payload());
        }
    }

    private static ProblemException refusal(CallContext context, String token) {
        return catchThrowableOfType(ProblemException.class, () -> look(context, token));
    }

    @Test
    void debtorSeesAndPaysTheInvoiceOfACharge() {
        CallContext context = fixture.newTenant();
        Money amount = Money.of("20", "EUR");
        ChargeLine line = new ChargeLine(ChargeLine.Kind.BASE, "Base", BigDecimal.ONE, amount.amount(), amount, null);
        UUID debtor = Ids.next();
        LocalDate today = LocalDate.of(2026, 3, 15);
        ChargeDue due = new ChargeDue(Ids.next(), debtor, "Client", null, today, List.of(line), amount, false);
        fixture.billing.services.charges.take(context, due);
        fixture.billing.databases.deliverEvents(fixture.billing.services.listeners());
        fixture.billing.databases.deliverEvents(new Debtor());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).chargeId()).isEqualTo(due.chargeId());
        assertThat(told.get(0).customerTenantId()).isEqualTo(debtor);
        assertThat(told.get(0).total()).isEqualTo(amount);
        String path = told.get(0).path();
        assertThat(path).startsWith("/api/v1/billing/invoice-links/" + context.requireTenant() + "/");
        String token = path.substring(path.lastIndexOf('/') + 1);
        assertThat(token).hasSize(43);

        LinkedInvoice seen = look(context, token);
        assertThat(seen.number()).isEqualTo(told.get(0).number());
        assertThat(seen.balance()).isEqualTo(amount);
        assertThat(seen.providers()).contains("manual", "stripe");

        PaymentStart payment = links.pay(context, token, new LinkPayment("stripe"));
        assertThat(payment.clientSecret()).isNotNull();
        fixture.stripe.pay(payment.attempt().externalReference());
        links.pay(context, token, new LinkPayment("stripe"));
        assertThat(look(context, token).status()).isEqualTo(InvoiceStatus.PAID);

        assertThat(refusal(context, "x" + token).code().code()).isEqualTo("not-found");
        assertThat(refusal(fixture.newTenant(), token).code().code()).isEqualTo("not-found");
    }

    private static LinkedInvoice look(CallContext context, String token) {
        return (LinkedInvoice) links.get(context, token).getEntity();
    }
}

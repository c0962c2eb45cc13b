package org.stoa.billing.charge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.testkit.MemoryTenants;

/** A tenant that bills another one for the platform. */
abstract class ChargeFixture {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    static BillingFixture billing;

    final CallContext context = billing.newTenant("UTC");
    final UUID debtor = Ids.next();
    private final Settled settled = new Settled();

    /** Hears of settled charges, as subscriptions do. */
    private final class Settled implements DomainEventListener<ChargeSettled> {
        private final List<ChargeSettled> events = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "test.settled";
        }

        @Override
        public String eventType() {
            return "charge.ChargeSettled";
        }

        @Override
        public Class<ChargeSettled> payloadType() {
            return ChargeSettled.class;
        }

        @Override
        public void on(DomainEvent<ChargeSettled> event) {
            if (event.tenantId().equals(context.requireTenant())) {
                events.add(event.payload());
            }
        }
    }

    @BeforeAll
    static void start() {
        billing = new BillingFixture();
    }

    @BeforeEach
    void beginInMarch() {
        billing.clock.set("2026-03-15T10:00:00Z");
    }

    @AfterAll
    static void close() {
        billing.close();
    }

    void take(ChargeDue due) {
        billing.services.charges.take(context, due);
        billing.databases.deliverEvents(billing.services.listeners());
    }

    ChargeDue charge(boolean test, ChargeLine... lines) {
        Money total = eur("0");
        for (ChargeLine line : lines) {
            total = total.plus(line.amount());
        }
        return new ChargeDue(
                Ids.next(), debtor, "Client", MemoryTenants.company("Client GmbH"), TODAY, List.of(lines), total, test);
    }

    static ChargeLine line(String description, String quantity, String unitAmount) {
        BigDecimal amount = new BigDecimal(unitAmount).multiply(new BigDecimal(quantity));
        Money rounded = eur("1").times(amount);
        BillingPeriod period = new BillingPeriod(TODAY, LocalDate.of(2026, 4, 15));
        return new ChargeLine(
                ChargeLine.Kind.BASE,
                description,
                new BigDecimal(quantity),
                new BigDecimal(unitAmount),
                rounded,
                period);
    }

    List<ChargeSettled> settledCharges() {
        billing.databases.deliverEvents(settled);
        return settled.events;
    }

    List<Invoice> invoices() {
        return billing.invoices.list(context, null, null, null, PageRequest.first()).items().stream()
                .sorted(Comparator.comparing(Invoice::id))
                .toList();
    }

    List<ParkedItem> parked() {
        return billing.services
                .parking
                .list(context, null, false, PageRequest.first())
                .items();
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}

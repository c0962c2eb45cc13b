package org.stoa.billing.invoice;

import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.InvoiceVoided;
import org.stoa.billing.Moment;
import org.stoa.billing.ledger.Account;
import org.stoa.billing.ledger.EntryKind;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.payment.Booking;
import org.stoa.billing.payment.PaymentFields;

/** Takes invoices from DRAFT to ISSUED and on to PAID or VOID. */
@Component(service = InvoiceLifecycle.class)
public final class InvoiceLifecycle {
    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public InvoiceLifecycle(
            @Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Gives the invoice its number, its dates and its parties; see {@link Issue#invoice}.
     *
     * @param version the version that the caller has seen, or null to issue whatever is there
     */
    public Invoice issue(CallContext context, UUID id, Long version) {
        Issuer issuer = Issuer.of(context, tenants, clock);
        return database.write(
                context, InvoiceMapper.class, (mapper, transaction) -> new Issue(context, transaction, issuer)
                        .invoice(id, version));
    }

    /**
     * Pays all that is left of the invoice.
     *
     * @param settlement null for now and without a reference
     * @throws ProblemException 409 {@code invoice-not-issued} unless something is left to be paid
     */
    public Invoice pay(CallContext context, UUID id, Settlement settlement) {
        Moment moment = Moment.of(context, clock);
        Instant paidAt = Booking.past("paidAt", settlement == null ? null : settlement.paidAt(), moment.now());
        String reference = settlement == null ? null : settlement.reference();
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Account account = lockAccount(context, transaction, moment, mapper, id);
            Invoice before = lockOpen(mapper, id);
            PaymentFields payment =
                    new PaymentFields(before.customerId(), id, before.balance(), null, null, reference, paidAt);
            new Booking(context, transaction, moment).receive(account, account.invoice(id), payment);
            Invoice after = new InvoiceStore(mapper).get(id);
            transaction.audit(AuditEntry.changed("invoice.pay", InvoiceService.TABLE, id, before, after));
            return after;
        });
    }

    /**
     * Takes back what was issued by mistake. A charge of the platform and a sale wait for another invoice then, and the
     * account is parked until somebody has seen to it.
     *
     * @throws ProblemException 409 {@code invoice-not-issued} when anything of it was paid or credited
     */
    public Invoice declareVoid(CallContext context, UUID id, String reason) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Account account = lockAccount(context, transaction, moment, mapper, id);
            Invoice before = lockOpen(mapper, id);
            if (before.status() != InvoiceStatus.ISSUED) {
                throw ProblemException.of(BillingProblem.INVOICE_NOT_ISSUED, before.status());
            }
            account.bookDocument(
                    EntryKind.VOID,
                    id,
                    Money.zero(before.totals().gross().currency())
                            .minus(before.totals().gross()),
                    before.test());
            mapper.declareVoid(id, reason, moment.now());
            InvoiceSource source = before.source() == null ? InvoiceSource.NONE : before.source();
            if (source.chargeId() != null) {
                mapper.invoiceAnew(source.chargeId());
                String charge = "charge " + source.chargeId();
                Parking.park(context, transaction, moment, voided(before, ParkingReason.CHARGE_VOIDED, charge, reason));
            }
            if (source.saleId() != null && mapper.invoiceSaleAnew(source.saleId()) == 1) {
                String sale = "sale " + source.saleId();
                Parking.park(context, transaction, moment, voided(before, ParkingReason.SALE_VOIDED, sale, reason));
            }
            Invoice after = new InvoiceStore(mapper).get(id);
            transaction.audit(AuditEntry.changed("invoice.void", InvoiceService.TABLE, id, before, after));
            transaction.publish(new InvoiceVoided(
                    id, after.number(), after.customerId(), after.totals().gross(), reason));
            return after;
        });
    }

    private static Doubt voided(Invoice invoice, ParkingReason why, String source, String reason) {
        return new Doubt(
                why,
                invoice.customerId(),
                source + " invoice " + invoice.number(),
                "invoice " + invoice.number() + " of " + source + " was declared void: " + reason,
                invoice.totals().gross(),
                invoice.id(),
                null);
    }

    static Account lockAccount(
            CallContext context, Transaction transaction, Moment moment, InvoiceMapper mapper, UUID invoiceId) {
        UUID customerId = mapper.customerOf(invoiceId);
        if (customerId == null) {
            throw ProblemException.notFound("invoice");
        }
        return Account.lock(context, transaction, moment, customerId);
    }

    private static Invoice lockOpen(InvoiceMapper mapper, UUID id) {
        Invoice invoice = new InvoiceStore(mapper).lock(id);
        if (invoice.kind() != InvoiceKind.INVOICE || !invoice.status().isOpen()) {
            throw ProblemException.of(BillingProblem.INVOICE_NOT_ISSUED, invoice.status());
        }
        return invoice;
    }
}

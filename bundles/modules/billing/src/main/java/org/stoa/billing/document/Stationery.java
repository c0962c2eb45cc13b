package org.stoa.billing.document;

import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.billing.document.StationeryMapper.DeliveryRow;
import org.stoa.billing.document.StationeryMapper.LetterheadRow;

/** Keeps what papers show besides what is invoiced: the tenant's letterhead, and how each customer wants to get them. */
@Component(service = Stationery.class)
public final class Stationery {
    private final Database database;

    @Activate
    public Stationery(@Reference Database database) {
        this.database = database;
    }

    /** The letterhead; a plain one until somebody states more. */
    public Letterhead letterhead(CallContext context) {
        LetterheadRow row = database.read(context, StationeryMapper.class, StationeryMapper::letterhead);
        return row == null ? Letterhead.plain() : row.letterhead();
    }

    /** @throws ProblemException 400 {@code invalid-request} for an IBAN whose check digits do not fit */
    public Letterhead put(CallContext context, Letterhead letterhead) {
        if (letterhead.bank() != null && !letterhead.bank().hasValidCheckDigits()) {
            throw ProblemException.invalid("bank.iban", "has check digits that do not fit");
        }
        return database.write(context, StationeryMapper.class, (mapper, transaction) -> {
            LetterheadRow row = mapper.letterhead();
            Letterhead before = row == null ? Letterhead.plain() : row.letterhead();
            UUID tenant = context.requireTenant();
            mapper.putLetterhead(tenant, LetterheadRow.of(letterhead));
            transaction.audit(
                    AuditEntry.changed("letterhead.update", "billing.letterhead", tenant, before, letterhead));
            return letterhead;
        });
    }

    /** @throws ProblemException 404 {@code not-found} when there is no such customer */
    public Delivery delivery(CallContext context, UUID customer) {
        return database.read(context, StationeryMapper.class, mapper -> {
            DeliveryRow row = mapper.delivery(customer);
            if (row == null) {
                requireCustomer(mapper, customer);
                return Delivery.unknown();
            }
            return row.delivery();
        });
    }

    /** @throws ProblemException 404 {@code not-found} when there is no such customer */
    public Delivery put(CallContext context, UUID customer, Delivery delivery) {
        return database.write(context, StationeryMapper.class, (mapper, transaction) -> {
            requireCustomer(mapper, customer);
            DeliveryRow row = mapper.delivery(customer);
            Delivery before = row == null ? Delivery.unknown() : row.delivery();
            mapper.putDelivery(context.requireTenant(), customer, DeliveryRow.of(delivery));
            transaction.audit(AuditEntry.changed(
                    "customer-delivery.update", "billing.customer_delivery", customer, before, delivery));
            return delivery;
        });
    }

    private static void requireCustomer(StationeryMapper mapper, UUID customer) {
        if (!mapper.hasCustomer(customer)) {
            throw ProblemException.notFound("customer");
        }
    }
}

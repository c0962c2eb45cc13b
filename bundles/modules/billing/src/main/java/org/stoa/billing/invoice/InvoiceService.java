package org.stoa.billing.invoice;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.CustomerRow;

/** Keeps the invoices of each tenant, and their content as long as they are drafts. */
@Component(service = InvoiceService.class)
public final class InvoiceService {
    static final String TABLE = "billing.invoice";

    private final Database database;
    private final Clock clock;

    @Activate
    public InvoiceService(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public InvoiceService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param status null for any
     * @param customerId null for any
     */
    public Page<Invoice> list(CallContext context, InvoiceStatus status, UUID customerId, PageRequest page) {
        return database.read(
                context, InvoiceMapper.class, mapper -> new InvoiceStore(mapper).list(status, customerId, page));
    }

    public Invoice get(CallContext context, UUID id) {
        return database.read(context, InvoiceMapper.class, mapper -> new InvoiceStore(mapper).get(id));
    }

    public Invoice create(CallContext context, InvoiceFields fields) {
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Draft draft = draft(transaction, fields);
            Instant now = now();
            Invoice invoice = Invoice.draft(Ids.next(), draft, 1, now, now);
            mapper.insert(context.requireTenant(), invoice);
            insertItems(context, mapper, invoice);
            transaction.audit(AuditEntry.created("invoice.create", TABLE, invoice.id(), invoice));
            return invoice;
        });
    }

    public Invoice update(CallContext context, UUID id, long version, MergePatch patch) {
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice before = lockDraft(mapper, id);
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            Draft draft = draft(transaction, patch.applyTo(before.fields()));
            Invoice after = Invoice.draft(id, draft, version + 1, before.createdAt(), now());
            mapper.updateDraft(after);
            mapper.deleteItems(id);
            insertItems(context, mapper, after);
            transaction.audit(AuditEntry.changed("invoice.update", TABLE, id, before, after));
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice before = lockDraft(mapper, id);
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("invoice.delete", TABLE, id, before));
            return before;
        });
    }

    /** @throws ProblemException 404 {@code not-found}; 409 {@code invoice-not-draft} */
    static Invoice lockDraft(InvoiceMapper mapper, UUID id) {
        Invoice invoice = new InvoiceStore(mapper).lock(id);
        if (invoice.status() != InvoiceStatus.DRAFT) {
            throw ProblemException.of(BillingProblem.INVOICE_NOT_DRAFT, invoice.status());
        }
        return invoice;
    }

    private static Draft draft(Transaction transaction, InvoiceFields fields) {
        CustomerRow customer = transaction.mapper(CustomerMapper.class).findAndKeep(fields.customerId());
        if (customer == null) {
            throw ProblemException.invalid("customerId", "is not the id of a customer");
        }
        return Draft.of(fields, customer.customer());
    }

    private static void insertItems(CallContext context, InvoiceMapper mapper, Invoice invoice) {
        if (!invoice.items().isEmpty()) {
            mapper.insertItems(context.requireTenant(), invoice.id(), invoice.items());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

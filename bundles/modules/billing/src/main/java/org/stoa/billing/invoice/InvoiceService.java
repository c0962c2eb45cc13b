package org.stoa.billing.invoice;

import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.BillingProblem;

/** Keeps the invoices of each tenant, and their content as long as they are drafts. */
@Component(service = InvoiceService.class)
public final class InvoiceService {
    public static final String TABLE = "billing.invoice";

    private final Database database;
    private final TenantClock clock;

    @Activate
    public InvoiceService(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param status null for any
     * @param kind null for any
     * @param customerId null for any
     */
    public Page<Invoice> list(
            CallContext context, InvoiceStatus status, InvoiceKind kind, UUID customerId, PageRequest page) {
        return database.read(
                context, InvoiceMapper.class, mapper -> new InvoiceStore(mapper).list(status, kind, customerId, page));
    }

    public Invoice get(CallContext context, UUID id) {
        return database.read(context, InvoiceMapper.class, mapper -> new InvoiceStore(mapper).get(id));
    }

    public Invoice create(CallContext context, InvoiceFields fields) {
        Instant now = clock.now(context);
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Draft draft = Drafts.check(transaction, fields);
            UUID id = Drafts.insert(context, transaction, draft, InvoiceSource.NONE, false, now);
            Invoice invoice = new InvoiceStore(mapper).get(id);
            transaction.audit(AuditEntry.created("invoice.create", TABLE, id, invoice));
            return invoice;
        });
    }

    public Invoice update(CallContext context, UUID id, long version, MergePatch patch) {
        Instant now = clock.now(context);
        return database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice before = lockOwnDraft(mapper, id);
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            Draft draft = Drafts.check(transaction, patch.applyTo(before.fields()));
            mapper.updateDraft(id, draft, now);
            mapper.deleteItems(id);
            Drafts.insertItems(context, mapper, id, draft.items());
            Invoice after = new InvoiceStore(mapper).get(id);
            transaction.audit(AuditEntry.changed("invoice.update", TABLE, id, before, after));
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        database.write(context, InvoiceMapper.class, (mapper, transaction) -> {
            Invoice before = lockOwnDraft(mapper, id);
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("invoice.delete", TABLE, id, before));
            return before;
        });
    }

    /** @throws ProblemException as {@link #lockDraft}; 409 {@code draft-of-charge} */
    private static Invoice lockOwnDraft(InvoiceMapper mapper, UUID id) {
        Invoice draft = lockDraft(mapper, id);
        if (draft.source() != null && draft.source().chargeId() != null) {
            throw ProblemException.of(BillingProblem.DRAFT_OF_CHARGE);
        }
        return draft;
    }

    /** @throws ProblemException 404 {@code not-found}; 409 {@code invoice-not-draft} */
    static Invoice lockDraft(InvoiceMapper mapper, UUID id) {
        Invoice invoice = new InvoiceStore(mapper).lock(id);
        if (invoice.status() != InvoiceStatus.DRAFT) {
            throw ProblemException.of(BillingProblem.INVOICE_NOT_DRAFT, invoice.status());
        }
        return invoice;
    }
}

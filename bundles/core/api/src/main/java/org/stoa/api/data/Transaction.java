package org.stoa.api.data;

import java.time.Instant;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.CacheTag;

/** The transaction that a {@link Database#write} runs in. Valid only while the work runs. */
@ProviderType
public interface Transaction {

    /** Another mapper of the same bundle, in the same transaction. */
    <M> M mapper(Class<M> type);

    /** Writes an entry to the audit log of the tenant, in this transaction. */
    void audit(AuditEntry entry);

    /**
     * Writes an entry to another audit log than that of the context's tenant, in this transaction. For work across
     * tenants, such as the creation of one.
     *
     * @param tenantId the tenant to whose log it belongs, or null for the platform's
     * @throws UnsupportedOperationException where that is not offered; row-level security refuses it to all but the
     *     platform's database role
     */
    default void audit(UUID tenantId, AuditEntry entry) {
        throw new UnsupportedOperationException("this transaction writes to the log of its own tenant only");
    }

    /**
     * Counts units of a metered resource that this transaction uses, now by the clock of the tenant. They count if it commits, and cost no round trip
     * of their own. What would go beyond the tenant's hard limit makes the commit fail: the write throws 403
     * {@code limit-exceeded} with {@code used}, {@code limit}, {@code remaining} and, unless it never does,
     * {@code resetsAt}.
     *
     * @param resource as {@code ModuleDefinition.meteredResources()} names it, such as {@code invoices}
     * @param units less than none gives them back
     */
    void meter(String resource, long units);

    /**
     * The same for units that were used at another moment, which says in which day and month they count.
     */
    void meter(String resource, long units, Instant usedAt);

    /**
     * The same for units that another tenant than the context's uses, now. For work across tenants, such as admitting the
     * first user of one.
     *
     * @throws UnsupportedOperationException where that is not offered; the database refuses it to all but the platform's
     *     role
     */
    default void meter(UUID tenantId, String resource, long units) {
        throw new UnsupportedOperationException("this transaction counts what its own tenant uses only");
    }

    /**
     * Stores a domain event in this transaction, for delivery to its listeners after the commit, at least once.
     *
     * @param event a record named in the past tense, such as {@code InvoiceIssued}; it is stored as JSON, and its type
     *     becomes {@code <schema>.<SimpleName>}, or for a record of {@code org.stoa.api}, which bundles share, the last
     *     segment of its package and its name: {@code sale.SaleMade}
     */
    void publish(Record event);

    /**
     * Stores a domain event that happens later: it is delivered like any other, but not before {@code at} by the tenant's
     * clock (see {@link org.stoa.api.tenant.TenantClock}). It cannot be taken back: a listener looks whether it still
     * matters.
     *
     * @param event a record named in the past tense for what will have happened, such as {@code TrialEnded}
     */
    void publish(Record event, Instant at);

    /**
     * Stores a domain event of another tenant than the context's, to be delivered not before {@code at} by that tenant's
     * clock. Like all that is stored for a time, it waits for its listener however long that is away or switched off for
     * the tenant. For work across tenants, such as billing one.
     *
     * @param at now by that tenant's clock, for at once
     * @throws UnsupportedOperationException where that is not offered; row-level security refuses it to all but the
     *     platform's database role
     */
    default void publish(UUID tenantId, Record event, Instant at) {
        throw new UnsupportedOperationException("this transaction publishes events of its own tenant only");
    }

    /**
     * Says that this transaction changes what cached values depend on. It is written down with the commit and costs no
     * round trip of its own. The write returns when no node gives out what was loaded before: at once where there is one
     * node, else some milliseconds later, and 1.1 seconds at most where another does not answer.
     *
     * @throws UnsupportedOperationException where that is not offered; the database refuses it to modules
     */
    default void changed(CacheTag... tags) {
        throw new UnsupportedOperationException("only the core has caches");
    }
}

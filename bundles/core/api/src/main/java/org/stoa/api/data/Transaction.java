package org.stoa.api.data;

import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.audit.AuditEntry;

/** The transaction that a {@link Database#write} runs in. Valid only while the work runs. */
@ProviderType
public interface Transaction {

    /** Another mapper of the same bundle, in the same transaction. */
    <M> M mapper(Class<M> type);

    /** Writes an entry to the audit log of the tenant, in this transaction. */
    void audit(AuditEntry entry);

    /**
     * Stores a domain event in this transaction, for delivery to its listeners after the commit, at least once.
     *
     * @param event a record named in the past tense, such as {@code InvoiceIssued}; its type becomes
     *     {@code <schema>.<SimpleName>}, and it is stored as JSON
     */
    void publish(Record event);
}

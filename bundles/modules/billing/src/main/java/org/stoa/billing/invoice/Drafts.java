package org.stoa.billing.invoice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.CustomerRow;
import org.stoa.billing.setting.SettingMapper;
import org.stoa.billing.setting.Settings;

/** Makes drafts within a transaction, whoever wants one: a person, a recurring agreement or a charge. */
public final class Drafts {
    private Drafts() {}

    /** @throws ProblemException 400 {@code invalid-request}, see {@link Draft#of}, or for an unknown customer */
    static Draft check(Transaction transaction, InvoiceFields fields) {
        CustomerRow customer = transaction.mapper(CustomerMapper.class).findAndKeep(fields.customerId());
        if (customer == null) {
            throw ProblemException.invalid("customerId", "is not the id of a customer");
        }
        return check(transaction, fields, customer.customer());
    }

    /** @throws ProblemException 400 {@code invalid-request}, see {@link Draft#of} */
    public static Draft check(Transaction transaction, InvoiceFields fields, Customer customer) {
        return Draft.of(fields, customer, catalogue(transaction, fields.items() == null ? List.of() : fields.items()));
    }

    /** What these lines name, and the tenant's tax rate if one of them may need it. */
    public static Catalogue catalogue(Transaction transaction, List<ItemFields> lines) {
        boolean asksTenant = lines.stream().anyMatch(line -> line.taxRateId() == null && line.taxRate() == null);
        UUID taxRateId = asksTenant
                ? Settings.current(transaction.mapper(SettingMapper.class)).taxRateId()
                : null;
        return Catalogue.of(transaction, lines, taxRateId);
    }

    /**
     * Stores a draft of an invoice.
     *
     * @param test whether it is for a test, whatever the clock says at its issue
     */
    public static UUID insert(
            CallContext context,
            Transaction transaction,
            Draft draft,
            InvoiceSource source,
            boolean test,
            Instant now) {
        InvoiceMapper mapper = transaction.mapper(InvoiceMapper.class);
        UUID id = Ids.next();
        mapper.insert(context.requireTenant(), id, InvoiceKind.INVOICE, draft, test, null, source, now);
        insertItems(context, mapper, id, draft.items());
        return id;
    }

    static void insertItems(CallContext context, InvoiceMapper mapper, UUID id, List<InvoiceItem> items) {
        if (!items.isEmpty()) {
            mapper.insertItems(context.requireTenant(), id, items, null, null);
        }
    }
}

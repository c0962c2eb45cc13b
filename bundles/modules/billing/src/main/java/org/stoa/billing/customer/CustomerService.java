package org.stoa.billing.customer;

import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.currency.Currencies;
import org.stoa.billing.tax.TaxExemption;

/** Keeps the customers of each tenant. */
@Component(service = CustomerService.class)
public final class CustomerService {
    private static final String TABLE = "billing.customer";

    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public CustomerService(
            @Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    public Page<Customer> list(CallContext context, PageRequest page) {
        return database.read(context, CustomerMapper.class, mapper -> Page.of(mapper.list(page), page, CustomerRow::id)
                .map(CustomerRow::customer));
    }

    public Customer get(CallContext context, UUID id) {
        return database.read(context, CustomerMapper.class, mapper -> found(mapper.find(id)));
    }

    public Customer create(CallContext context, CustomerFields fields) {
        CustomerFields complete = fields.currency() == null ? inCurrencyOfTenant(context, fields) : fields;
        check(complete);
        Instant now = clock.now(context);
        return database.write(context, CustomerMapper.class, (mapper, transaction) -> {
            Customer customer = Customer.of(Ids.next(), complete, 1, now, now);
            mapper.insert(context.requireTenant(), customer);
            transaction.audit(AuditEntry.created("customer.create", TABLE, customer.id(), customer));
            return customer;
        });
    }

    public Customer update(CallContext context, UUID id, long version, MergePatch patch) {
        Instant now = clock.now(context);
        return database.write(context, CustomerMapper.class, (mapper, transaction) -> {
            Customer before = found(mapper.find(id));
            CustomerFields fields = patch.applyTo(before.fields());
            check(fields);
            Customer after = before.with(fields, now);
            if (before.version() != version || mapper.update(after) == 0) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            transaction.audit(AuditEntry.changed("customer.update", TABLE, id, before, after));
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        database.write(context, CustomerMapper.class, (mapper, transaction) -> {
            Customer before = found(mapper.findAndLock(id));
            if (mapper.hasBusiness(id)) {
                throw ProblemException.of(BillingProblem.CUSTOMER_HAS_INVOICES);
            }
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("customer.delete", TABLE, id, before));
            return before;
        });
    }

    private CustomerFields inCurrencyOfTenant(CallContext context, CustomerFields fields) {
        String tenantId = context.requireTenant().toString();
        return fields.withCurrency(tenants.get(context, tenantId).currency());
    }

    private static void check(CustomerFields fields) {
        Currencies.require("currency", fields.currency());
        TaxExemption.require(fields.taxExemption());
    }

    private static Customer found(CustomerRow row) {
        if (row == null) {
            throw ProblemException.notFound("customer");
        }
        return row.customer();
    }
}

package org.stoa.billing.charge;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.billing.customer.Address;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.CustomerRow;

/** Keeps one customer for each tenant that owes charges; what it is called elsewhere is for the
 * tenant to say, and is the id of that tenant at first. */
final class ChargeCustomers {
    private ChargeCustomers() {}

    /** The customer, as the charge says it is by law; what somebody has settled for it besides stays. */
    static UUID upsert(CallContext context, Transaction transaction, ChargeDue due, Instant now) {
        CustomerMapper mapper = transaction.mapper(CustomerMapper.class);
        CustomerRow row = mapper.findDebtor(due.customerTenantId());
        if (row == null) {
            String id = due.customerTenantId().toString();
            CustomerFields fields = fields(due, null, mapper.isReference(id) ? null : id);
            Customer customer = Customer.of(Ids.next(), fields, due.customerTenantId(), null, 1, now, now);
            mapper.insert(context.requireTenant(), customer);
            return customer.id();
        }
        Customer before = row.customer();
        CustomerFields fields = fields(due, before, before.reference());
        if (!fields.equals(before.fields())) {
            mapper.update(before.with(fields, now));
        }
        return before.id();
    }

    private static CustomerFields fields(ChargeDue due, Customer before, String reference) {
        Company company = due.company() == null ? Company.empty() : due.company();
        return new CustomerFields(
                company.legalName() == null ? due.customerName() : company.legalName(),
                company.email(),
                company.phone(),
                company.taxId(),
                new Address(company.street(), company.postalCode(), company.city(), company.country()),
                before == null ? due.total().currency().getCurrencyCode() : before.currency(),
                before == null ? null : before.notes(),
                before == null ? null : before.language(),
                reference,
                before == null ? null : before.paymentTerms(),
                before == null ? null : before.taxExemption());
    }
}

package org.stoa.billing.sale;

import java.util.UUID;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.billing.Moment;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.customer.CustomerMapper;
import org.stoa.billing.customer.CustomerRow;

/**
 * Finds the customer of a sale, or makes one: by the user who owes, else by the e-mail address. Anybody can state an address
 * of somebody else: it never leads to a customer who is a user, or who has credit or something to charge, and a user becomes a customer that is known by an address
 * only if it is the user's own. What the tenant has written of a customer stays as it is.
 */
final class SaleCustomers {
    private static final int NAME_LENGTH = 200;
    private static final String NOBODY = "Client";

    private SaleCustomers() {}

    /** @param userEmail the address of the user who owes; null when nobody knows, or nobody is */
    static UUID of(CallContext context, Transaction transaction, SaleMade sale, String userEmail, Moment moment) {
        CustomerMapper mapper = transaction.mapper(CustomerMapper.class);
        String email = MailOrdered.isAddress(sale.clientEmail()) ? sale.clientEmail() : userEmail;
        UUID userId = sale.clientUserId();
        // Two sales to the same new client at once make one customer.
        mapper.lockClient(context.requireTenant(), email == null ? String.valueOf(userId) : email);
        CustomerRow known = userId == null ? null : mapper.findUser(userId);
        if (known == null && email != null && (userId == null || email.equalsIgnoreCase(userEmail))) {
            known = mapper.findByEmail(email, userId != null);
        }
        if (known == null) {
            return insert(context, mapper, sale, email, moment);
        }
        if (userId != null && known.userId() == null) {
            mapper.linkUser(known.id(), userId);
        }
        return known.id();
    }

    private static UUID insert(CallContext context, CustomerMapper mapper, SaleMade sale, String email, Moment moment) {
        String currency = sale.lines().get(0).unitPrice().currency().getCurrencyCode();
        CustomerFields fields = CustomerFields.of(name(sale, email), email, null, null, null, currency, null);
        Customer customer = Customer.of(Ids.next(), fields, 1, moment.now(), moment.now());
        mapper.insert(context.requireTenant(), customer);
        if (sale.clientUserId() != null) {
            mapper.linkUser(customer.id(), sale.clientUserId());
        }
        return customer.id();
    }

    private static String name(SaleMade sale, String email) {
        String given = sale.clientName() == null || sale.clientName().isBlank() ? email : sale.clientName();
        String name = MailOrdered.line(given == null ? NOBODY : given);
        return name.isEmpty() ? NOBODY : name.substring(0, Math.min(name.length(), NAME_LENGTH));
    }
}

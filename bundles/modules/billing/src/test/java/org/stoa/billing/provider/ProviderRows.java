package org.stoa.billing.provider;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;

/** A row in every table of payment providers. */
public final class ProviderRows {
    private ProviderRows() {}

    public static void create(Database database, CallContext context, UUID customer, UUID invoice) {
        UUID tenant = context.requireTenant();
        Instant now = Instant.parse("2026-03-15T10:00:00Z");
        Money amount = Money.of("5", "EUR");
        database.write(context, ProviderAccounts.Mapper.class, (mapper, transaction) -> {
            mapper.put(tenant, "stripe", new Credentials("sk_test_1234", "whsec_1234"), "token", now);
            AttemptMapper attempts = transaction.mapper(AttemptMapper.class);
            UUID attempt = Ids.next();
            attempts.insert(tenant, attempt, new AttemptFields(invoice, "manual", null), amount, null, now, now);
            attempts.insertRefund(tenant, Ids.next(), attempt, amount, now, now);
            CollectionDue.first(invoice).plan(context, transaction, now, now);
            ProviderPayment answer = new ProviderPayment("pi_1", ProviderPayment.Status.PENDING, null, null, null);
            attempts.keep(tenant, "stripe", ProviderEvent.of(answer, attempt, now), now);
            PaymentMethodMapper methods = transaction.mapper(PaymentMethodMapper.class);
            UUID setup = Ids.next();
            methods.insertPayer(tenant, customer, "stripe", "cus_1", now);
            methods.insertSetup(tenant, setup, customer, "stripe", false, "seti_1", now);
            MethodSetup saved = new MethodSetup("seti_1", MethodSetup.Status.SUCCEEDED, "pm_1", null, null, null);
            methods.put(tenant, methods.setup(setup), saved, now);
            return null;
        });
    }
}

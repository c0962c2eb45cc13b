package org.stoa.subscription.subscription;

import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.SqlMapper;

/** Puts rows into the tables of subscriptions. */
public final class SubscriptionRows {

    private SubscriptionRows() {}

    public static void add(Database database, CallContext context) {
        UUID tenant = context.requireTenant();
        UUID subscription = Ids.next();
        List<String> rows = List.of(
                """
                INSERT INTO subscription.subscription (tenant_id, id, plan_code, plan_version, billing_interval, seats,
                    status, auto_renew, cancelled, started_on, period_number, changes, seen_on, revision,
                    created_at, updated_at)
                VALUES ('%1$s', '%2$s', 'basic', 1, 'MONTHLY', 1, 'ACTIVE', true, false, '2026-01-01', 0, 0,
                    '2026-01-01', 1, now(), now())""",
                """
                INSERT INTO subscription.charge (tenant_id, id, subscription_id, kind, due_on, sequence, charged_on,
                    currency, total, lines, test, created_at)
                VALUES ('%1$s', gen_random_uuid(), '%2$s', 'PERIOD', '2026-01-01', 0, '2026-01-01', 'EUR', 1, '[]', false,
                    now())""",
                """
                INSERT INTO subscription.charge_invoice (tenant_id, charge_id, invoice_id, number, currency, total,
                    issued_on, due_on, path, created_at)
                SELECT tenant_id, id, gen_random_uuid(), '1', 'EUR', 1, '2026-01-01', '2026-01-01', '/x', now()
                FROM subscription.charge WHERE subscription_id = '%2$s'""",
                """
                INSERT INTO subscription.limit_override (tenant_id, resource, period, overage)
                VALUES ('%1$s', 'profiles', 'TOTAL', false)""",
                """
                INSERT INTO subscription.plan_module (tenant_id, module_id, brought) VALUES ('%1$s', 'hello', true)""");
        database.write(context, SqlMapper.class, (sql, transaction) -> {
            rows.forEach(row -> sql.execute(row.formatted(tenant, subscription)));
            return null;
        });
    }
}

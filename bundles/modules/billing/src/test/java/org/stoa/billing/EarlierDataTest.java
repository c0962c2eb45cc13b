package org.stoa.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was stored before there were payments, taken along by the migrations. */
class EarlierDataTest {
    private static final String TENANT = "01980000-0000-7000-8000-000000000001";
    private static final List<String> LATER = List.of(
            "V2__tax_rates_and_products",
            "V3__series_and_credit_notes",
            "V4__payments",
            "V5__exchange_rates",
            "V6__parked_accounts",
            "V7__dunning",
            "V8__recurring",
            "V9__charges",
            "V10__charges_given_back");

    private static final String CHARGE =
            """
            UPDATE billing.customer SET reference = '%1$s';
            INSERT INTO billing.charge (
                tenant_id, id, customer_id, due_on, currency, total, test, status, credit_left, created_at)
            VALUES ('%1$s', gen_random_uuid(), '%1$s', '2026-01-01', 'EUR', -9, false, 'CREDIT', 5, now())""";

    @Test
    void paidInvoicesGetTheirPaymentAndEveryInvoiceItsBookings() throws Exception {
        try (BillingFixture billing = new BillingFixture();
                Connection connection = billing.databases.owner().getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("SELECT set_config('app.tenant_id', '" + TENANT + "', false)");
            sql.execute("DROP SCHEMA billing CASCADE");
            sql.execute("CREATE SCHEMA billing");
            sql.execute(script("V1__customers_and_invoices"));
            sql.execute(
                    """
                    INSERT INTO billing.customer (tenant_id, id, name, currency, version, created_at, updated_at)
                    VALUES ('%1$s', '%1$s', 'Studio', 'EUR', 1, now(), now());
                    INSERT INTO billing.invoice (tenant_id, id, number, status, customer_id, currency, issue_date, due_date,
                        net, tax, gross, paid_at, voided_at, void_reason, version, created_at, updated_at)
                    SELECT '%1$s', gen_random_uuid(), number, status, '%1$s', 'EUR', '2026-01-01', '2026-01-31', net, 0.19 * net,
                        1.19 * net, CASE WHEN status = 'PAID' THEN now() END, CASE WHEN status = 'VOID' THEN now() END,
                        CASE WHEN status = 'VOID' THEN 'typo' END, 2, now(), now()
                    FROM (VALUES ('2026-000001', 'PAID', 100), ('2026-000002', 'ISSUED', 200), ('2026-000003', 'VOID', 300),
                        ('2026-000004', 'ISSUED', 0)) AS old (number, status, net);
                    INSERT INTO billing.invoice_item (
                        tenant_id, invoice_id, position, description, quantity, unit_price, tax_rate, net)
                    SELECT tenant_id, id, 0, 'work', 1, net, 19, net FROM billing.invoice;
                    INSERT INTO billing.invoice_counter (tenant_id, year, last_number) VALUES ('%1$s', 2026, 4)"""
                            .formatted(TENANT));

            for (String later : LATER) {
                if (later.startsWith("V10")) {
                    sql.execute(CHARGE.formatted(TENANT));
                }
                sql.execute(script(later));
            }
            connection.commit();

            assertThat(
                            rows(
                                    sql,
                                    "SELECT number || ' ' || status || ' ' || round(gross - settled, 2) FROM billing.invoice ORDER BY 1"))
                    .containsExactly(
                            "2026-000001 PAID 0.00",
                            "2026-000002 ISSUED 238.00",
                            "2026-000003 VOID 357.00",
                            "2026-000004 PAID 0.00");
            assertThat(rows(
                            sql,
                            "SELECT kind || ' ' || round(sum(amount), 2) FROM billing.entry GROUP BY kind ORDER BY 1"))
                    .containsExactly("INVOICE 714.00", "PAYMENT -119.00", "VOID -357.00");
            assertThat(rows(sql, "SELECT round(amount, 2) || ' ' || round(allocated, 2) FROM billing.payment"))
                    .containsExactly("119.00 119.00");
            assertThat(rows(sql, "SELECT round(sum(tax), 2)::text FROM billing.invoice_tax"))
                    .containsExactly("114.00");
            assertThat(rows(sql, "SELECT series || year || ' ' || last_number FROM billing.series_counter"))
                    .containsExactly("INVOICE2026 4");
            assertThat(rows(sql, "SELECT debtor_tenant_id::text FROM billing.customer"))
                    .containsExactly(TENANT);
            assertThat(rows(sql, "SELECT status || ' ' || round(credit_left, 2) FROM billing.charge"))
                    .containsExactly("WAITING 5.00");
        }
    }

    private static List<String> rows(Statement sql, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = sql.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String script(String name) throws IOException {
        try (InputStream in = BillingModule.class.getResourceAsStream("/db/migration/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

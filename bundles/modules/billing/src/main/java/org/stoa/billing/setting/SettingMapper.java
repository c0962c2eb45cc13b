package org.stoa.billing.setting;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.customer.PaymentTerms;

public interface SettingMapper {
    /** A row of {@code billing.setting}. */
    record Row(
            int paymentDays,
            boolean paymentEndOfMonth,
            UUID taxRateId,
            String exchangeSource,
            int exchangeDays,
            BigDecimal interestPercent,
            boolean mailDocuments,
            boolean mailReminders) {
        SettingFields fields() {
            return new SettingFields(
                    new PaymentTerms(paymentDays, paymentEndOfMonth),
                    taxRateId,
                    exchangeSource,
                    exchangeDays,
                    Decimals.plain(interestPercent),
                    mailDocuments,
                    mailReminders);
        }
    }

    @Select(
            """
            SELECT payment_days, payment_end_of_month, tax_rate_id, exchange_source, exchange_days, interest_percent,
                mail_documents, mail_reminders
            FROM billing.setting""")
    Row find();

    @Insert(
            """
            INSERT INTO billing.setting AS setting (
                tenant_id, payment_days, payment_end_of_month, tax_rate_id, exchange_source, exchange_days,
                interest_percent, mail_documents, mail_reminders, version, updated_at)
            VALUES (
                #{tenantId}, #{fields.paymentTerms.days}, #{fields.paymentTerms.endOfMonth}, #{fields.taxRateId},
                #{fields.exchangeSource}, #{fields.exchangeDays}, #{fields.interestPercent}, #{fields.mailDocuments},
                #{fields.mailReminders}, 1, #{now})
            ON CONFLICT (tenant_id) DO UPDATE
            SET payment_days = EXCLUDED.payment_days, payment_end_of_month = EXCLUDED.payment_end_of_month,
                tax_rate_id = EXCLUDED.tax_rate_id, exchange_source = EXCLUDED.exchange_source,
                exchange_days = EXCLUDED.exchange_days, interest_percent = EXCLUDED.interest_percent,
                mail_documents = EXCLUDED.mail_documents, mail_reminders = EXCLUDED.mail_reminders,
                version = setting.version + 1, updated_at = EXCLUDED.updated_at""")
    void put(@Param("tenantId") UUID tenantId, @Param("fields") SettingFields fields, @Param("now") Instant now);
}

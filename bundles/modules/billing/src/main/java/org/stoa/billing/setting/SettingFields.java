package org.stoa.billing.setting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.customer.PaymentTerms;

/**
 * What a tenant settles for all its documents.
 *
 * @param paymentTerms of customers that have none of their own; null for 30 days
 * @param taxRateId of lines for which nothing else says one, those of the platform's charges among them; null for none
 * @param exchangeSource whose exchange rates count; null for anybody's
 * @param exchangeDays how many days old an exchange rate may be, 0 to 31; null for 7
 * @param interestPercent of what is overdue, a year; null for 0
 * @param mailDocuments whether customers with an e-mail address get what is issued by mail; null for yes
 * @param mailReminders whether they get reminders by mail; null for yes
 */
public record SettingFields(
        @Valid PaymentTerms paymentTerms,
        UUID taxRateId,
        @Size(min = 1, max = 50) @SingleLine String exchangeSource,
        @Min(0) @Max(31) Integer exchangeDays,
        @PositiveOrZero @Max(100) @Digits(integer = 3, fraction = 4) BigDecimal interestPercent,
        Boolean mailDocuments,
        Boolean mailReminders) {
    private static final int EXCHANGE_DAYS = 7;

    /** As it is when nobody has said anything. */
    public static final SettingFields DEFAULT = new SettingFields(null, null, null, null, null);

    public SettingFields {
        paymentTerms = paymentTerms == null ? PaymentTerms.DEFAULT : paymentTerms;
        exchangeDays = exchangeDays == null ? EXCHANGE_DAYS : exchangeDays;
        interestPercent = interestPercent == null ? BigDecimal.ZERO : interestPercent;
        mailDocuments = !Boolean.FALSE.equals(mailDocuments);
        mailReminders = !Boolean.FALSE.equals(mailReminders);
    }

    /** With mails. */
    public SettingFields(
            PaymentTerms paymentTerms,
            UUID taxRateId,
            String exchangeSource,
            Integer exchangeDays,
            BigDecimal interestPercent) {
        this(paymentTerms, taxRateId, exchangeSource, exchangeDays, interestPercent, null, null);
    }
}

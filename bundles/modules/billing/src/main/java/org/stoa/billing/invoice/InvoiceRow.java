package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.tax.TaxCategory;

/** A row of {@code billing.invoice} joined with one of its items; what is the item's is null when it has none. */
record InvoiceRow(
        UUID id,
        InvoiceKind kind,
        String number,
        InvoiceStatus status,
        UUID customerId,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate,
        String notes,
        BigDecimal net,
        BigDecimal tax,
        BigDecimal gross,
        BigDecimal settled,
        boolean test,
        UUID creditedInvoiceId,
        String creditReason,
        UUID agreementId,
        Integer agreementPeriod,
        UUID chargeId,
        UUID saleId,
        UUID dunnedInvoiceId,
        Instant paidAt,
        String paymentReference,
        Instant voidedAt,
        String voidReason,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Integer position,
        UUID productId,
        String description,
        BigDecimal quantity,
        String unit,
        BigDecimal unitPrice,
        BigDecimal discountPercent,
        UUID taxRateId,
        BigDecimal taxRate,
        TaxCategory taxCategory,
        Boolean taxInclusive,
        String exemptionReason,
        LocalDate periodStart,
        LocalDate periodEnd,
        BigDecimal amount,
        BigDecimal itemNet,
        BigDecimal itemTax) {

    InvoiceItem item() {
        Currency money = Money.currencyOf(currency);
        return new InvoiceItem(
                productId,
                description,
                quantity,
                unit,
                new UnitPrice(unitPrice, money),
                discountPercent,
                taxRateId,
                taxRate,
                taxCategory,
                taxInclusive,
                exemptionReason,
                periodStart,
                periodEnd,
                new Money(amount, money),
                new Money(itemNet, money),
                itemTax == null ? null : new Money(itemTax, money));
    }

    InvoiceSource source() {
        InvoiceSource source = new InvoiceSource(agreementId, agreementPeriod, chargeId, saleId, dunnedInvoiceId);
        return source.equals(InvoiceSource.NONE) ? null : source;
    }
}

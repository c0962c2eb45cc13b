package org.stoa.billing.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.ItemFields;

/** What is invoiced for a charge. Charges are without tax; the tax rate is that which the tenant has for all lines. */
final class ChargeInvoice {
    private ChargeInvoice() {}

    /** What does not add up, in words; null when everything does. */
    static String doubt(ChargeDue due) {
        Money sum = Money.zero(due.total().currency());
        int decimals = sum.currency().getDefaultFractionDigits();
        for (ChargeLine line : due.lines()) {
            if (!line.amount().currency().equals(sum.currency())) {
                return "line \"" + line.description() + "\" is in "
                        + line.amount().currency() + ", the charge in " + sum.currency();
            }
            if (scale(line.unitAmount()) > decimals + UnitPrice.FURTHER_DECIMALS || scale(line.quantity()) > 4) {
                return "line \"" + line.description() + "\" has too many decimals: " + line.quantity() + " times "
                        + line.unitAmount();
            }
            BigDecimal product = line.unitAmount().multiply(line.quantity()).setScale(decimals, RoundingMode.HALF_UP);
            if (line.quantity().signum() <= 0 || product.compareTo(line.amount().amount()) != 0) {
                return "line \"" + line.description() + "\" says " + line.amount() + ", but " + line.quantity()
                        + " times " + line.unitAmount() + " is " + product;
            }
            sum = sum.plus(line.amount());
        }
        return sum.equals(due.total()) ? null : "lines add up to " + sum + ", but the total is " + due.total();
    }

    private static int scale(BigDecimal number) {
        return number.stripTrailingZeros().scale();
    }

    /** @param hasTaxRate whether the tenant has a tax rate for all lines */
    static InvoiceFields of(UUID customerId, List<ChargeMapper.LineRow> lines, Currency currency, boolean hasTaxRate) {
        List<ItemFields> items = new ArrayList<>();
        for (ChargeMapper.LineRow line : lines) {
            items.add(ItemFields.taxedAsSettled(
                    line.description(),
                    line.quantity(),
                    new UnitPrice(line.unitAmount(), currency),
                    false,
                    line.periodStart(),
                    line.periodEnd() == null ? null : line.periodEnd().minusDays(1),
                    hasTaxRate));
        }
        return new InvoiceFields(customerId, currency.getCurrencyCode(), null, null, items);
    }
}

package org.stoa.billing.document.pdf;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;
import org.stoa.api.value.Money;

/** The words of papers in one language, English where it has none, and how that language writes numbers and dates. */
public final class Words {
    private static final String NAME = "org.stoa.billing.document.pdf.Words";
    private static final int MOST_DECIMALS = 8;
    private static final int FURTHER_DECIMALS = 4;

    private final Locale locale;
    private final ResourceBundle texts;

    public Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                NAME,
                locale,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A word or sentence, its placeholders filled. */
    public String of(String key, Object... arguments) {
        String text = texts.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    /** With the symbol of the currency. */
    public String money(Money money) {
        return currencyFormat(money.currency(), money.currency().getDefaultFractionDigits())
                .format(money.amount());
    }

    /** A price of one unit, which may have more decimals than its currency. */
    String price(BigDecimal price, Currency currency) {
        return currencyFormat(currency, currency.getDefaultFractionDigits() + FURTHER_DECIMALS)
                .format(price);
    }

    String quantity(BigDecimal quantity) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(quantity);
    }

    /** @param rate percent */
    String percent(BigDecimal rate) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(rate.movePointLeft(2));
    }

    private NumberFormat currencyFormat(Currency currency, int decimals) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(decimals);
        return format;
    }
}

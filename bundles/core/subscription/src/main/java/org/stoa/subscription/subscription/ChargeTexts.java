package org.stoa.subscription.subscription;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.stoa.api.charge.ChargeLine;
import org.stoa.subscription.rules.DueLine;

/** Says in the payer's language what is charged. */
final class ChargeTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle texts;

    ChargeTexts(Locale locale) {
        this.locale = locale;
        texts = ResourceBundle.getBundle(
                "org.stoa.subscription.subscription.Charges", locale, ChargeTexts.class.getClassLoader(), NO_FALLBACK);
    }

    /** @param planName of the plan of the line */
    ChargeLine line(DueLine line, String planName) {
        return new ChargeLine(
                line.kind(), text(line, planName), line.quantity(), line.unitAmount(), line.amount(), line.period());
    }

    private String text(DueLine line, String planName) {
        String from = line.period() == null ? "" : day(line.period().start());
        String to = line.period() == null ? "" : day(line.period().end().minusDays(1));
        String key = line.kind() == ChargeLine.Kind.CREDIT && line.seats()
                ? "CREDIT_SEATS"
                : line.kind().name();
        String resource = line.resource() == null ? "" : line.resource();
        return new MessageFormat(texts.getString(key), locale).format(new Object[] {planName, from, to, resource});
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }
}

package org.stoa.booking.notice;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What is written to people, in their language where there is a translation, else in English. */
public final class Letters {
    private final Locale locale;
    private final ResourceBundle texts;

    private Letters(Locale locale) {
        this.locale = locale;
        texts = ResourceBundle.getBundle(
                Letters.class.getName(),
                locale,
                Letters.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    public static Letters in(Locale locale) {
        return new Letters(locale);
    }

    /** @param arguments texts for the placeholders */
    public String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), locale).format(arguments);
    }

    /** Day, time and zone. */
    String moment(Instant moment, String timezone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(moment.atZone(ZoneId.of(timezone)).toLocalDateTime())
                + " (" + timezone + ")";
    }
}

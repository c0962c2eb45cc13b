package org.stoa.rest.json;

import java.util.Locale;
import java.util.ResourceBundle;

/** What is wrong with a field or body, in English or German. */
public final class Messages {

    private static final ResourceBundle.Control EXACT_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final Messages ENGLISH = new Messages(Locale.ENGLISH);
    private static final Messages GERMAN = new Messages(Locale.GERMAN);

    private final Locale locale;
    private final ResourceBundle texts;

    private Messages(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                Messages.class.getName(), locale, Messages.class.getClassLoader(), EXACT_LANGUAGE);
    }

    /** The messages in the language of {@code locale}, or in English. */
    public static Messages in(Locale locale) {
        return "de".equals(locale.getLanguage()) ? GERMAN : ENGLISH;
    }

    /** The language they are really in. */
    public Locale locale() {
        return locale;
    }

    /** The message with its arguments filled in. */
    public String get(String key, Object... arguments) {
        String text = texts.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }
}

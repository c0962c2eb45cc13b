package org.stoa.subscription.plan;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * A plan of the catalogue.
 *
 * @param name by language
 * @param description by language
 * @param retired whether nobody can subscribe to it any more; running subscriptions go on
 * @param published number of the newest published version, or null
 * @param draft number of the version that is being prepared, or null
 */
public record Plan(
        UUID id,
        String code,
        Map<String, String> name,
        Map<String, String> description,
        boolean retired,
        Integer published,
        Integer draft,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The text in a language, else in English, else in any. */
    static String in(Locale locale, Map<String, String> texts) {
        for (String language : new String[] {locale.toLanguageTag(), locale.getLanguage(), "en"}) {
            if (texts.containsKey(language)) {
                return texts.get(language);
            }
        }
        return texts.values().stream().sorted().findFirst().orElse("");
    }

    /** Its name in a language. */
    public String name(Locale locale) {
        return in(locale, name);
    }
}

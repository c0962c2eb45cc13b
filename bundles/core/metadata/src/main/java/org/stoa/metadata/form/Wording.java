package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Chooses texts for one reader: in the reader's language, else in the tenant's, else in English, else in any.
 *
 * @param tenantLanguage BCP 47 tag
 */
record Wording(Locale locale, String tenantLanguage) {

    /** A text of several languages; empty when there is none. */
    String of(Map<String, String> texts) {
        String[] tags = {
            locale.toLanguageTag(),
            locale.getLanguage(),
            tenantLanguage,
            Locale.forLanguageTag(tenantLanguage).getLanguage(),
            "en"
        };
        for (String tag : tags) {
            if (texts.containsKey(tag)) {
                return texts.get(tag);
            }
        }
        return texts.isEmpty() ? "" : texts.values().iterator().next();
    }

    /** The same for an object of texts by language, or a text that is the same in all. */
    String of(JsonNode text) {
        if (!text.isObject()) {
            return text.asText();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        text.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return of(texts);
    }
}

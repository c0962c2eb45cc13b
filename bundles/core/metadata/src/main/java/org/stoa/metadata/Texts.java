package org.stoa.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.stoa.api.data.Json;
import org.stoa.api.value.SingleLine;

/** Texts for people: language (BCP 47) to text, such as {@code {"en": "Hair colour", "de": "Haarfarbe"}}. */
public final class Texts {

    /** Most languages of one text. */
    public static final int MOST_LANGUAGES = 50;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern SINGLE_LINE = Pattern.compile(SingleLine.FORM);

    private Texts() {}

    /**
     * Notes what is wrong with a text.
     *
     * @param longest most characters in one language
     */
    public static void check(Violations violations, String field, Map<String, String> texts, int longest) {
        violations.check(texts.size() <= MOST_LANGUAGES, field, "may have at most " + MOST_LANGUAGES + " languages");
        texts.forEach((language, text) -> {
            String place = field + "[" + language + "]";
            violations
                    .check(
                            LANGUAGE.matcher(language).matches(),
                            place,
                            "must be under a language tag such as en or de-AT")
                    .check(text != null && !text.isBlank(), place, "must not be blank")
                    .check(
                            text == null || text.length() <= longest,
                            place,
                            "may have at most " + longest + " characters");
        });
    }

    /** The same for what must be given and takes one line, such as a name or a label. */
    public static void checkLabel(Violations violations, String field, Map<String, String> texts, int longest) {
        violations.check(!texts.isEmpty(), field, "must have a text in at least one language");
        check(violations, field, texts, longest);
        texts.forEach((language, text) -> violations.check(
                text == null || SINGLE_LINE.matcher(text).matches(), field + "[" + language + "]", SingleLine.RULE));
    }

    /** As it is stored. */
    public static Json write(Map<String, String> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object::put);
        return Documents.write(object);
    }

    /** Reads what {@link #write} wrote. */
    public static Map<String, String> read(Json json) {
        return read(Documents.parse(json));
    }

    /** The texts of a JSON object; of anything else none. */
    public static Map<String, String> read(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return Collections.unmodifiableMap(texts);
    }
}

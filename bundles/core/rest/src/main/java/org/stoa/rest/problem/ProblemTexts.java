package org.stoa.rest.problem;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.stoa.api.rest.ProblemCode;

/**
 * Titles and details of problems in the caller's language: from the resource bundle {@code Problems} beside the class of
 * the code, found through its class loader, and in English from the code itself.
 */
public final class ProblemTexts {

    private static final ResourceBundle.Control EXACT_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** More languages than people speak to one platform; a client that invents more of them gets English. */
    private static final int MOST_LANGUAGES = 100;

    /** Kept with the class, so that a module that leaves takes its texts with it. */
    private final ClassValue<Map<String, Optional<ResourceBundle>>> bundles = new ClassValue<>() {
        @Override
        protected Map<String, Optional<ResourceBundle>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /** Summary of the kind of problem. */
    public String title(ProblemCode code, Locale locale) {
        return translated(code, ".title", locale).orElseGet(code::title);
    }

    /** Explanation of one occurrence, with the arguments filled in. */
    public String detail(ProblemCode code, Object[] arguments, Locale locale) {
        return filled(translated(code, ".detail", locale).orElseGet(code::detail), arguments);
    }

    private Optional<String> translated(ProblemCode code, String suffix, Locale locale) {
        if (Locale.ENGLISH.getLanguage().equals(locale.getLanguage())) {
            return Optional.empty();
        }
        String key = code.code() + suffix;
        return bundle(declaringClass(code), locale)
                .filter(bundle -> bundle.containsKey(key))
                .map(bundle -> bundle.getString(key));
    }

    private Optional<ResourceBundle> bundle(Class<?> owner, Locale locale) {
        Map<String, Optional<ResourceBundle>> languages = bundles.get(owner);
        String language = locale.toLanguageTag();
        Optional<ResourceBundle> known = languages.get(language);
        if (known != null) {
            return known;
        }
        if (languages.size() >= MOST_LANGUAGES) {
            return Optional.empty();
        }
        Optional<ResourceBundle> loaded = load(owner, locale);
        languages.put(language, loaded);
        return loaded;
    }

    private static Optional<ResourceBundle> load(Class<?> owner, Locale locale) {
        try {
            return Optional.of(ResourceBundle.getBundle(
                    owner.getPackageName() + ".Problems", locale, owner.getClassLoader(), EXACT_LANGUAGE));
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }

    /** A constant with a body is of a class of its own. */
    private static Class<?> declaringClass(ProblemCode code) {
        return code instanceof Enum<?> constant ? constant.getDeclaringClass() : code.getClass();
    }

    private static String filled(String pattern, Object[] arguments) {
        if (pattern.indexOf('{') < 0) {
            return pattern;
        }
        StringBuilder text = new StringBuilder(pattern.length() + 32);
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('{', from);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(pattern, from, open).append(argument(pattern.substring(open + 1, close), arguments));
            from = close + 1;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }

    private static String argument(String position, Object[] arguments) {
        if (position.length() == 1 && Character.isDigit(position.charAt(0))) {
            int index = position.charAt(0) - '0';
            return index < arguments.length ? String.valueOf(arguments[index]) : "";
        }
        return "{" + position + "}";
    }
}

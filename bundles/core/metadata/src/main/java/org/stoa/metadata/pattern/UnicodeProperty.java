package org.stoa.metadata.pattern;

import java.util.Map;
import java.util.Set;

/** The properties that {@code \p{...}} may name: general categories and scripts, and three sets. */
final class UnicodeProperty {
    private static final Set<String> CATEGORY_KEYS = Set.of("General_Category", "gc");
    private static final Set<String> SCRIPT_KEYS = Set.of("Script", "sc", "Script_Extensions", "scx");
    private static final Map<String, String> SETS =
            Map.of("Any", "\\x{0}-\\x{10ffff}", "ASCII", "\\x{0}-\\x{7f}", "ASCII_Hex_Digit", "0-9a-fA-F");
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("Mark", "M"),
            Map.entry("Combining_Mark", "M"),
            Map.entry("Nonspacing_Mark", "Mn"),
            Map.entry("Spacing_Mark", "Mc"),
            Map.entry("Enclosing_Mark", "Me"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("Letter_Number", "Nl"),
            Map.entry("Other_Number", "No"),
            Map.entry("Punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("Connector_Punctuation", "Pc"),
            Map.entry("Dash_Punctuation", "Pd"),
            Map.entry("Open_Punctuation", "Ps"),
            Map.entry("Close_Punctuation", "Pe"),
            Map.entry("Initial_Punctuation", "Pi"),
            Map.entry("Final_Punctuation", "Pf"),
            Map.entry("Other_Punctuation", "Po"),
            Map.entry("Symbol", "S"),
            Map.entry("Math_Symbol", "Sm"),
            Map.entry("Currency_Symbol", "Sc"),
            Map.entry("Modifier_Symbol", "Sk"),
            Map.entry("Other_Symbol", "So"),
            Map.entry("Separator", "Z"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("Line_Separator", "Zl"),
            Map.entry("Paragraph_Separator", "Zp"),
            Map.entry("Other", "C"),
            Map.entry("Control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("Format", "Cf"),
            Map.entry("Private_Use", "Co"));

    private UnicodeProperty() {}

    /** Reads {@code {Letter}} or {@code {Script=Greek}}; RE2 says whether it knows the name. */
    static String read(PatternCursor cursor, boolean negated) {
        if (!cursor.take('{')) {
            throw cursor.failure("\\p wants a name in braces");
        }
        String text = cursor.until('}');
        int sign = text.indexOf('=');
        String key = sign < 0 ? "" : text.substring(0, sign);
        String name = text.substring(sign + 1);
        if (sign >= 0 && !CATEGORY_KEYS.contains(key) && !SCRIPT_KEYS.contains(key)
                || name.isEmpty()
                || !name.chars().allMatch(c -> c == '_' || c < 128 && Character.isLetter(c))) {
            throw cursor.failure("the property '" + text + "' is not supported");
        }
        if (SETS.containsKey(name) && key.isEmpty()) {
            if (negated) {
                throw cursor.failure("\\P is not supported with '" + text + "'");
            }
            return SETS.get(name);
        }
        return (negated ? "\\P{" : "\\p{") + CATEGORIES.getOrDefault(name, name) + "}";
    }
}

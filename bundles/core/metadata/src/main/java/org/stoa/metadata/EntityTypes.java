package org.stoa.metadata;

import java.util.List;
import java.util.regex.Pattern;

/** Lists of what may be used for which entities: {@code profile}, or {@code profile/child_model} for one subtype. */
public final class EntityTypes {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,62}(/[a-z][a-z0-9_-]{0,62})?");
    private static final int MOST = 100;

    private EntityTypes() {}

    /** Notes what is wrong with a list. */
    public static void check(Violations violations, String field, List<String> types) {
        violations.check(types.size() <= MOST, field, "may have at most " + MOST + " entries");
        for (int index = 0; index < types.size(); index++) {
            String type = types.get(index);
            violations.check(
                    type != null && FORM.matcher(type).matches(),
                    field + "[" + index + "]",
                    "must be a type such as profile, or type and subtype such as profile/child_model");
        }
    }

    /** Whether a list allows an entity; an empty list allows all. */
    public static boolean allow(List<String> types, String type, String subtype) {
        return types.isEmpty() || types.contains(type) || types.contains(type + "/" + subtype);
    }
}

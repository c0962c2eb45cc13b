package org.stoa.metadata.search;

import java.util.List;

/**
 * One condition on a field, in texts of {@link org.stoa.metadata.model.ValueText}.
 *
 * @param values those of which one is there, for {@code IN} and {@code NOT_IN}
 * @param low for {@code RANGE}; null for no limit
 * @param high likewise
 */
public record Filter(
        String field,
        Kind kind,
        List<String> values,
        String low,
        boolean lowIncluded,
        String high,
        boolean highIncluded) {

    /** Stands for the categories of an entity, by id. */
    static final String CATEGORY = "#category";

    /** Stands for the tags of an entity, as {@code set:slug}. */
    static final String TAG = "#tag";

    /** How a field is asked for. */
    public enum Kind {
        IN,
        NOT_IN,
        RANGE,
        EXISTS,
        MISSING
    }

    static Filter in(String field, List<String> values) {
        return new Filter(field, Kind.IN, values, null, false, null, false);
    }
}

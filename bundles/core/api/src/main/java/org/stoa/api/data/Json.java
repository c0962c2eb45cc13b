package org.stoa.api.data;

import java.util.Objects;

/**
 * A JSON value as text, stored in a {@code jsonb} column. PostgreSQL normalizes it: order of members, duplicate keys
 * and spacing are not kept.
 */
public record Json(String text) {

    public Json {
        Objects.requireNonNull(text, "text");
    }

    /** The object without members. */
    public static Json emptyObject() {
        return new Json("{}");
    }
}

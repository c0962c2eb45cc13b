package org.stoa.metadata.form;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a condition does to a field while it is true. */
public enum Effect {
    /** The field is there, and only then. */
    SHOW,
    /** The field is not there. */
    HIDE,
    /** The field, if it is there, must have a value. */
    REQUIRE;

    /** As clients write it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

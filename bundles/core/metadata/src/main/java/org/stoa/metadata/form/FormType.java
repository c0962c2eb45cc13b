package org.stoa.metadata.form;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a form is for. */
public enum FormType {
    /** Creates an entity. */
    REGISTRATION,
    /** Changes an entity. */
    PROFILE_EDIT,
    /** Finds entities. */
    SEARCH;

    /** As clients write it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

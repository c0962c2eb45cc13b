package org.stoa.metadata.form;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.stoa.api.data.Json;

/**
 * What happens when a form is submitted, all in one transaction.
 *
 * @param parameters by type; an empty object for none
 */
public record SubmitAction(@NotNull Type type, Json parameters) {

    public SubmitAction {
        parameters = parameters == null ? Json.emptyObject() : parameters;
    }

    /** What can be done. */
    public enum Type {
        /** Creates the entity, of {@code registration} only. {@code {"owner": "caller"}} makes it the caller's. */
        CREATE_ENTITY,
        /** Changes the entity, of {@code profile_edit} only. */
        UPDATE_ENTITY,
        /** {@code {"status": "pending"}}, one of the schema's. */
        SET_STATUS,
        /**
         * {@code {"name": "model-applied", "fields": ["acceptTerms"]}}: the domain event {@code metadata.FormSubmitted},
         * with the values of these fields.
         */
        EMIT_EVENT;

        /** As clients write it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

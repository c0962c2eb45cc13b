package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One field of a form.
 *
 * @param schema of its value
 * @param required whether it must have a value while it is there
 * @param ui how it is shown, its texts by language
 * @param optionLabels texts by language of the values that may be chosen; empty where they speak for themselves
 */
record FormField(
        String name,
        Source source,
        ObjectNode schema,
        boolean required,
        ObjectNode ui,
        Map<String, Map<String, String>> optionLabels) {

    /** Where its value goes. */
    enum Source {
        /** Is said of every entity, such as its name. */
        ENTITY,
        STRUCTURED_DATA,
        CUSTOM_FIELDS,
        /** A condition of a search. */
        SEARCH,
        /** Nowhere: only the form itself needs it. */
        FORM
    }

    FormField with(ObjectNode narrowed) {
        return new FormField(name, source, narrowed, required, ui, optionLabels);
    }

    FormField required(boolean now) {
        return new FormField(name, source, schema, now, ui, optionLabels);
    }

    FormField with(ObjectNode otherUi, Map<String, Map<String, String>> otherLabels) {
        return new FormField(name, source, schema, required, otherUi, otherLabels);
    }
}

package org.stoa.metadata.form;

import java.util.Set;

/** Keywords of a uiSchema, as react-jsonschema-form (version 5) has them. */
final class Vocabulary {

    static final String ORDER = "ui:order";
    static final String OPTIONS = "ui:options";
    static final String LABELS = "ui:enumNames";
    static final String REST = "*";

    /** Texts for people, which may be given by language. */
    static final Set<String> TEXTS = Set.of("ui:title", "ui:description", "ui:placeholder", "ui:help");

    static final Set<String> NAMES = Set.of("ui:widget", "ui:field", "ui:classNames", "ui:autocomplete");

    static final Set<String> SWITCHES =
            Set.of("ui:autofocus", "ui:disabled", "ui:readonly", "ui:hideError", "ui:label", "ui:rootFieldId");

    static final Set<String> OTHERS = Set.of(
            ORDER,
            OPTIONS,
            LABELS,
            "ui:enumDisabled",
            "ui:emptyValue",
            "ui:style",
            "ui:submitButtonOptions",
            "ui:globalOptions",
            "ui:inputType",
            "ui:filePreview");

    private Vocabulary() {}

    static boolean isKeyword(String key) {
        return key.startsWith("ui:");
    }

    static boolean isKnown(String key) {
        return TEXTS.contains(key)
                || NAMES.contains(key)
                || SWITCHES.contains(key)
                || OTHERS.contains(key)
                || key.endsWith("Template");
    }
}

package org.stoa.metadata;

import java.util.Map;
import java.util.UUID;

/**
 * Domain event: a form that says so was submitted.
 *
 * @param name as the form's action {@code emit_event} names it
 * @param formType as clients write it
 * @param values of the fields that the action names, as far as they have any
 */
public record FormSubmitted(
        String name,
        String formType,
        String entityType,
        String entitySubtype,
        UUID entityId,
        Map<String, Object> values) {}

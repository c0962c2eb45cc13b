package org.stoa.api.rest;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A JSON merge patch (RFC 7396) as the body of a PATCH operation: members that are present replace, null removes,
 * members that are absent stay.
 */
@ProviderType
public interface MergePatch {

    /**
     * Applies the patch to a record of editable fields.
     *
     * @param current the fields as they are; what the record does not have cannot be patched
     * @return the fields as they shall be, validated by the constraints on the record
     * @throws ProblemException 400 {@code invalid-request} that names every unknown, mistyped or invalid field
     */
    <T extends Record> T applyTo(T current);
}

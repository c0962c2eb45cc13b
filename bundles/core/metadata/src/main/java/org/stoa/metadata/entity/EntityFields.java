package org.stoa.metadata.entity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.api.value.SingleLine;
import org.stoa.metadata.schema.SchemaDefinition;

/**
 * What a client says of an entity.
 *
 * @param subtype which schema it follows
 * @param slug for addresses, unique among entities of its type in the tenant; made of the name when it is left out
 * @param status one of the schema's; that of a draft when it is left out
 * @param accountId account it belongs to, or null
 * @param ownerId user it belongs to, or null
 * @param structuredData by the schema
 * @param customFields by the tenant's custom fields
 * @param location where it is found by radius, or null
 */
public record EntityFields(
        @NotNull @Pattern(regexp = SchemaDefinition.SUBTYPE) String subtype,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Pattern(regexp = SLUG) @Size(max = 120) String slug,
        @Size(max = 30) String status,
        UUID accountId,
        UUID ownerId,
        Json structuredData,
        Json customFields,
        @Valid Location location) {

    /** Its length comes first: on a long text the repeated group would overflow the stack. */
    static final String SLUG = "(?=.{1,120}$)[a-z0-9]+(-[a-z0-9]+)*";

    public EntityFields {
        structuredData = structuredData == null ? Json.emptyObject() : structuredData;
        customFields = customFields == null ? Json.emptyObject() : customFields;
    }

    /** The same, of another account. */
    EntityFields inAccount(UUID account) {
        return new EntityFields(subtype, name, slug, status, account, ownerId, structuredData, customFields, location);
    }
}

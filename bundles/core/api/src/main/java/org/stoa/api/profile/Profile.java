package org.stoa.api.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A profile as the caller may see it.
 *
 * @param subtype which schema it follows, such as {@code freelancer}
 * @param accountId account it belongs to, or null
 * @param ownerUserId user it belongs to, or null
 * @param status one of its schema's
 * @param fields values by name as {@code GET /api/v1/profiles} shows them in {@code structuredData}, {@code customFields}
 *     and {@code computedFields}: texts, numbers, booleans, lists and maps of these; those that the caller may not see are
 *     missing
 * @param latitude in degrees (WGS 84), or null
 * @param longitude likewise
 */
public record Profile(
        UUID id,
        String subtype,
        UUID accountId,
        UUID ownerUserId,
        String name,
        String slug,
        String status,
        Map<String, Object> fields,
        Double latitude,
        Double longitude) {

    public Profile {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}

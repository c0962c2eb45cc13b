package org.stoa.api.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.data.Page;
import org.stoa.api.security.CallContext;

/**
 * Reads the profiles of the context's tenant with the eyes of the caller: whoever holds {@code tenant.profile.read} sees
 * all, whoever holds {@code user.profile.read} those of their own, and what is restricted is seen by those alone who may.
 */
@ProviderType
public interface Profiles {

    /** One profile; empty where there is none that the caller may see. */
    Optional<Profile> get(CallContext context, UUID id);

    /**
     * Finds profiles by an index.
     *
     * @param filters parameters of {@code GET /api/v1/profiles} without those of paging, such as {@code subtype},
     *     {@code q} or {@code heightCm.gte}; several values are separated by commas, a comma in a value is written
     *     {@code \,}
     * @param limit how many, 1 to 100
     * @param cursor {@code nextCursor} of the page before, or null
     * @throws org.stoa.api.rest.ProblemException 400 {@code invalid-request} that names every filter that is wrong; 403
     *     {@code permission-denied} without {@code tenant.profile.read}
     */
    Page<Profile> find(CallContext context, Map<String, String> filters, int limit, String cursor);

    /**
     * Fields of profiles that {@link #find} can filter by.
     *
     * @param subtypes which profiles; empty for all
     */
    Set<String> filterableFields(CallContext context, List<String> subtypes);
}

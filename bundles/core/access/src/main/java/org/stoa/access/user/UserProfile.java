package org.stoa.access.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * What a user tells of itself in one tenant.
 *
 * @param completeness how much of the profile is filled in, 0 to 100 percent
 */
public record UserProfile(
        UUID userId,
        String displayName,
        String bio,
        String avatar,
        String coverImage,
        String phone,
        String website,
        String location,
        String title,
        String company,
        List<Map<String, Object>> experience,
        List<String> skills,
        Map<String, String> socialLinks,
        int completeness,
        long version,
        Instant updatedAt)
        implements Versioned {}

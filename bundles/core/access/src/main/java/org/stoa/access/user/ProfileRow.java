package org.stoa.access.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.access.JsonText;
import org.stoa.api.data.Json;

/** A row of {@code access.user_profile}. */
public record ProfileRow(
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
        Json experience,
        List<String> skills,
        Json socialLinks,
        long version,
        Instant updatedAt) {

    /** The profile of somebody of whom the name alone is known. */
    static ProfileRow named(UUID userId, String displayName, Instant now) {
        return new ProfileRow(
                userId,
                displayName,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Json("[]"),
                List.of(),
                Json.emptyObject(),
                1,
                now);
    }

    static ProfileRow of(UUID userId, ProfileDetails details, long version, Instant now) {
        return new ProfileRow(
                userId,
                details.displayName().strip(),
                details.bio(),
                details.avatar(),
                details.coverImage(),
                details.phone(),
                details.website(),
                details.location(),
                details.title(),
                details.company(),
                JsonText.write("experience", details.experience()),
                details.skills(),
                JsonText.write("socialLinks", details.socialLinks()),
                version,
                now);
    }

    UserProfile profile() {
        ProfileDetails details = new ProfileDetails(
                displayName,
                bio,
                avatar,
                coverImage,
                phone,
                website,
                location,
                title,
                company,
                JsonText.readObjects(experience),
                skills,
                JsonText.readTexts(socialLinks));
        return new UserProfile(
                userId,
                displayName,
                bio,
                avatar,
                coverImage,
                phone,
                website,
                location,
                title,
                company,
                details.experience(),
                skills,
                details.socialLinks(),
                details.completeness(),
                version,
                updatedAt);
    }
}

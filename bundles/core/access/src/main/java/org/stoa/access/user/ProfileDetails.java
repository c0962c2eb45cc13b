package org.stoa.access.user;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stoa.api.value.SingleLine;

/**
 * What can be changed in a profile.
 *
 * @param avatar address of an image
 * @param coverImage address of an image
 * @param experience free-form entries; null for none
 * @param skills null for none
 * @param socialLinks name of a network to address of a page; null for none
 */
public record ProfileDetails(
        @NotBlank @Size(max = 200) @SingleLine String displayName,
        @Size(max = 5000) String bio,
        @Size(max = 2000) String avatar,
        @Size(max = 2000) String coverImage,
        @Size(max = 50) @SingleLine String phone,
        @Size(max = 2000) String website,
        @Size(max = 200) @SingleLine String location,
        @Size(max = 200) @SingleLine String title,
        @Size(max = 200) @SingleLine String company,
        @Size(max = 100) List<@NotNull Map<String, Object>> experience,
        @Size(max = 100) List<@NotBlank @Size(max = 100) @SingleLine String> skills,
        @Size(max = 50) Map<@Size(min = 1, max = 50) String, @NotNull @Size(max = 2000) String> socialLinks) {

    static ProfileDetails of(UserProfile profile) {
        return new ProfileDetails(
                profile.displayName(),
                profile.bio(),
                profile.avatar(),
                profile.coverImage(),
                profile.phone(),
                profile.website(),
                profile.location(),
                profile.title(),
                profile.company(),
                profile.experience(),
                profile.skills(),
                profile.socialLinks());
    }

    /** The same with empty collections instead of none. */
    ProfileDetails filled() {
        return new ProfileDetails(
                displayName,
                bio,
                avatar,
                coverImage,
                phone,
                website,
                location,
                title,
                company,
                experience == null ? List.of() : experience,
                skills == null ? List.of() : skills,
                socialLinks == null ? Map.of() : socialLinks);
    }

    /** How much is filled in, in whole percent; each field counts the same. */
    int completeness() {
        long texts = Stream.of(displayName, bio, avatar, coverImage, phone, website, location, title, company)
                .filter(text -> text != null && !text.isBlank())
                .count();
        long lists = Stream.of(experience == null || experience.isEmpty(), skills == null || skills.isEmpty())
                .filter(empty -> !empty)
                .count();
        long links = socialLinks == null || socialLinks.isEmpty() ? 0 : 1;
        return (int) (100 * (texts + lists + links) / getClass().getRecordComponents().length);
    }
}

package org.stoa.metadata.portfolio;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;
import org.stoa.metadata.Violations;

/**
 * What a client says of an item. A LINK needs a url, and may have a mediaId: its preview. Every other kind needs one of
 * the two: a file that is stored, or one that lies elsewhere.
 *
 * @param mediaId id of a stored file; what it stands for is known to the store alone
 * @param url absolute https address; the platform itself never opens it
 */
public record PortfolioItemFields(
        @NotNull PortfolioKind kind,
        @NotBlank @Size(max = 200) @SingleLine String title,
        @Size(max = 2000) String description,
        @Pattern(regexp = MEDIA_ID) String mediaId,
        @Size(max = WebAddress.LONGEST) String url) {

    /** Form of the id of a stored file: nothing that could lead out of a path or needs an escape in an address. */
    public static final String MEDIA_ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}";

    /** Notes what the constraints on the single fields do not tell. */
    void check(Violations violations) {
        violations.check(url == null || WebAddress.isValid(url), "url", WebAddress.RULE);
        if (kind == PortfolioKind.LINK) {
            violations.check(url != null, "url", "is needed for a LINK");
            return;
        }
        violations
                .check(mediaId != null || url != null, "mediaId", "or url is needed for " + kind)
                .check(mediaId == null || url == null, "url", "must not come together with mediaId for " + kind);
    }
}

package org.stoa.metadata.portfolio;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/** One thing that an entity shows. Its place is that in its {@link Portfolio}. */
public record PortfolioItem(
        UUID id,
        UUID entityId,
        PortfolioKind kind,
        String title,
        String description,
        String mediaId,
        String url,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** What a client may change of it. */
    PortfolioItemFields fields() {
        return new PortfolioItemFields(kind, title, description, mediaId, url);
    }

    PortfolioItem with(PortfolioItemFields fields, long newVersion, Instant now) {
        return new PortfolioItem(
                id,
                entityId,
                fields.kind(),
                fields.title(),
                fields.description(),
                fields.mediaId(),
                fields.url(),
                newVersion,
                createdAt,
                now);
    }
}

package org.stoa.subscription.plan;

import java.time.Instant;
import org.stoa.api.rest.Versioned;

/**
 * One version of a plan: a draft that can be changed, or published and as it is for good.
 *
 * @param number from 1
 * @param publishedAt null for a draft
 */
public record PlanVersion(
        String planCode,
        int number,
        Status status,
        PlanContent content,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant publishedAt)
        implements Versioned {

    /** How far it is. */
    public enum Status {
        DRAFT,
        PUBLISHED
    }
}

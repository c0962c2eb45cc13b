package org.stoa.api.activity;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody did with a target.
 *
 * @param userId user who did it
 * @param target its type, as {@link ActivityTarget} has it
 * @param text of a comment; null for the other types
 */
public record Activity(UUID id, Type type, UUID userId, String target, UUID targetId, String text, Instant createdAt) {

    /** What can be done with a target. */
    public enum Type {
        /** Counts once for each user and day. */
        VIEW,
        /** Stands until it is taken back: one for each user. */
        LIKE,
        SHARE,
        COMMENT
    }
}

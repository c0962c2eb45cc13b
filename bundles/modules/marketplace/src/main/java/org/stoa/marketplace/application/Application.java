package org.stoa.marketplace.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * That somebody wants what is listed.
 *
 * @param userId who applied
 * @param questionsVersion that of the questions that are answered: {@code /listings/{id}/questions/{number}}
 * @param terms those of the listing when it was sent
 * @param reviewedAt when whoever manages the listing last decided about it; null before
 * @param submittedAt when it was sent, for the last time
 */
public record Application(
        UUID id,
        UUID listingId,
        UUID userId,
        ApplicationStatus status,
        String coverLetter,
        int questionsVersion,
        List<Answer> answers,
        List<Attachment> attachments,
        Terms terms,
        Instant reviewedAt,
        UUID reviewedBy,
        Instant submittedAt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}

package org.stoa.marketplace.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What somebody applies with.
 *
 * @param questionsVersion that of the questions that are answered; null for those of now
 * @param listingVersion that of the listing whose price and time are agreed to; null for those of now
 */
public record ApplicationFields(
        @Size(max = 10_000) String coverLetter,
        @Min(1) Integer questionsVersion,
        @Min(1) Long listingVersion,
        @Size(max = 30) List<@NotNull @Valid Answer> answers,
        @Size(max = 20) List<@NotNull @Valid Attachment> attachments) {

    public ApplicationFields {
        answers = answers == null ? List.of() : answers;
        attachments = attachments == null ? List.of() : attachments;
    }
}

package org.stoa.marketplace.application;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What was answered to a question.
 *
 * @param question key of the question
 * @param value a text, a number, a boolean, or a list of choices
 */
public record Answer(@NotNull @Size(max = 40) String question, @NotNull Object value) {}

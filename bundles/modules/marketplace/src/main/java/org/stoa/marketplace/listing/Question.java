package org.stoa.marketplace.listing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.stoa.api.value.SingleLine;

/**
 * What is asked of who applies.
 *
 * @param key names it in the answers
 * @param choices 2 to 50 for CHOICE and MULTIPLE_CHOICE; null or empty otherwise
 * @param required null for false
 */
public record Question(
        @NotNull @Pattern(regexp = "[a-z][A-Za-z0-9_]*") @Size(max = 40) String key,
        @NotBlank @Size(max = 500) String text,
        @NotNull Type type,
        @Size(max = 50) List<@NotBlank @Size(max = 200) @SingleLine String> choices,
        Boolean required) {

    /** What is an answer to it. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        /** One of the choices. */
        CHOICE,
        /** A list of some of the choices. */
        MULTIPLE_CHOICE
    }

    public boolean offersChoices() {
        return type == Type.CHOICE || type == Type.MULTIPLE_CHOICE;
    }

    public boolean mustBeAnswered() {
        return Boolean.TRUE.equals(required);
    }
}

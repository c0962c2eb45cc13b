package org.stoa.booking.slot;

import java.util.Locale;
import org.stoa.api.rest.ProblemException;

/** Which of several resources gets a booking. */
public enum SlotMode {
    /** The first that is free, in the order of the service. */
    FIRST_FREE,
    /** The one whose turn it is: who was given a booking of the service longest ago comes first. */
    ROUND_ROBIN,
    /** All of them at the same time. */
    ALL_TOGETHER;

    /**
     * Reads {@code first-free}, {@code round-robin} or {@code all-together}.
     *
     * @param text null for {@code first-free}
     * @throws ProblemException 400 {@code invalid-request} that names {@code mode}
     */
    public static SlotMode parse(String text) {
        if (text == null) {
            return FIRST_FREE;
        }
        for (SlotMode mode : values()) {
            if (mode.toString().equals(text)) {
                return mode;
            }
        }
        throw ProblemException.invalid("mode", "must be first-free, round-robin or all-together");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

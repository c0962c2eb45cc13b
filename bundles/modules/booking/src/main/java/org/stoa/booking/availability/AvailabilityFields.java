package org.stoa.booking.availability;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.stoa.api.rest.ProblemException;
import org.stoa.booking.recurrence.Work;

/**
 * All hours of a resource; none for one that is never open.
 *
 * @param hours at most 2000, of which at most {@value #MAX_RECURRING} by a recurrence
 */
public record AvailabilityFields(@NotNull @Size(max = 2000) List<@NotNull @Valid AvailabilityRule> hours) {

    /** Each is computed whenever slots are asked for. */
    private static final int MAX_RECURRING = 100;

    /** @throws ProblemException 400 {@code invalid-request} */
    List<HoursRule> checked() {
        List<HoursRule> rules = new ArrayList<>();
        Work work = new Work();
        for (int index = 0; index < hours.size(); index++) {
            rules.add(hours.get(index).hours("hours[" + index + "]", work));
        }
        if (rules.stream().filter(rule -> rule.recurrence() != null).count() > MAX_RECURRING) {
            throw ProblemException.invalid("hours", "must have at most " + MAX_RECURRING + " with a recurrence");
        }
        return rules;
    }
}

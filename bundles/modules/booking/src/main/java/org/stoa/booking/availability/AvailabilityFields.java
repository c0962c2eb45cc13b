package org.stoa.booking.availability;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.stoa.api.rest.ProblemException;

/** All hours of a resource; none for one that is never open. */
public record AvailabilityFields(@NotNull @Size(max = 2000) List<@NotNull @Valid AvailabilityRule> hours) {

    /** @throws ProblemException 400 {@code invalid-request} */
    List<HoursRule> checked() {
        List<HoursRule> rules = new ArrayList<>();
        for (int index = 0; index < hours.size(); index++) {
            rules.add(hours.get(index).hours("hours[" + index + "]"));
        }
        return rules;
    }
}

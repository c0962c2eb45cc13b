package org.stoa.subscription.rules;

import java.time.LocalDate;
import java.util.List;
import org.stoa.api.value.Money;

/**
 * What falls due at once. A subscription has at most one of a kind, day and sequence.
 *
 * @param dueOn the day it falls due, which may be before the day it is charged on
 * @param sequence number of the change within the subscription, from 1; 0 for other kinds
 * @param lines at least one
 * @param total sum of the lines; may be less than nothing
 */
public record DueCharge(Kind kind, LocalDate dueOn, int sequence, List<DueLine> lines, Money total) {

    /** On which occasion. */
    public enum Kind {
        /** A period begins. */
        PERIOD,
        /** The terms change within a period. */
        CHANGE,
        /** The subscription ends. */
        END
    }

    static DueCharge of(Kind kind, LocalDate dueOn, int sequence, List<DueLine> lines) {
        Money total = lines.stream().map(DueLine::amount).reduce(Money::plus).orElseThrow();
        return new DueCharge(kind, dueOn, sequence, List.copyOf(lines), total);
    }
}

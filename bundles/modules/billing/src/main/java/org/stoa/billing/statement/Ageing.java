package org.stoa.billing.statement;

import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;

/** How long a customer has owed what is open, a line for each currency. */
public record Ageing(UUID customerId, String name, List<Line> lines) {
    /**
     * What is open in one currency.
     *
     * @param notDue what is not overdue
     * @param upTo30 overdue by 1 to 30 days
     * @param upTo60 by 31 to 60 days
     * @param upTo90 by 61 to 90 days
     * @param over90 by more
     */
    public record Line(Money notDue, Money upTo30, Money upTo60, Money upTo90, Money over90, Money total) {}

    public Ageing {
        lines = List.copyOf(lines);
    }
}

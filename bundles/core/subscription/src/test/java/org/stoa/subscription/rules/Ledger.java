package org.stoa.subscription.rules;

import java.util.List;

/**
 * What came of a walk.
 *
 * @param outcomes of each action: "done", or the code of its refusal
 * @param last how the subscription stands in the end
 */
record Ledger(List<Entry> entries, List<String> outcomes, String last) {

    /**
     * A charge.
     *
     * @param total in the smallest unit of the currency
     * @param lines "KIND amount", in the order of their kinds
     */
    record Entry(String kind, String dueOn, int sequence, long total, List<String> lines) {

        static Entry of(DueCharge charge, int decimals) {
            return new Entry(
                    charge.kind().name(),
                    charge.dueOn().toString(),
                    charge.sequence(),
                    units(charge.total().amount(), decimals),
                    charge.lines().stream()
                            .map(line -> line.kind() + " " + units(line.amount().amount(), decimals))
                            .sorted()
                            .toList());
        }

        private static long units(java.math.BigDecimal amount, int decimals) {
            return amount.movePointRight(decimals).longValueExact();
        }
    }
}

package org.stoa.subscription.usage;

import java.util.List;

/**
 * What became of a report.
 *
 * @param counted how many events were counted by it
 * @param known how many had been counted before
 * @param refused how many were refused
 * @param results of each event, in the order of the report
 */
public record ReportResult(int counted, int known, int refused, List<EventResult> results) {

    static ReportResult of(List<EventResult> results) {
        return new ReportResult(
                number(results, EventResult.Outcome.COUNTED),
                number(results, EventResult.Outcome.KNOWN),
                number(results, EventResult.Outcome.REFUSED),
                results);
    }

    private static int number(List<EventResult> results, EventResult.Outcome outcome) {
        return (int)
                results.stream().filter(result -> result.outcome() == outcome).count();
    }
}

package org.stoa.billing.provider;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.value.Money;
import org.stoa.billing.provider.ProviderEvent.Fact;

/**
 * What follows from all that a provider has said of one payment. It depends on what was said and not on the order in which
 * it came: money that came in did so whatever else is said; a payment that ended stays ended; of what may still change, the
 * latest counts.
 *
 * @param attempt that the payment was made for; null when it is none of ours
 * @param declined whether the latest is that the last try did not work
 * @param received amounts that came in, as they were reported: one, unless the provider contradicts itself
 * @param refunds and reversals that were made, by what the provider calls them
 * @param doubts in words, by their subject
 */
record PaymentFacts(
        UUID attempt,
        AttemptState state,
        boolean declined,
        String failure,
        List<Money> received,
        Instant receivedAt,
        Map<String, ProviderEvent> refunds,
        Map<String, ProviderEvent> reversals,
        Map<String, AttemptState> refundStates,
        Map<String, String> doubts) {

    static PaymentFacts of(List<ProviderEvent> events) {
        List<ProviderEvent> succeeded = with(events, Fact.PAYMENT_SUCCEEDED);
        Map<String, ProviderEvent> refunds = bySubject(with(events, Fact.REFUND_SUCCEEDED));
        Map<String, ProviderEvent> failedRefunds = bySubject(with(events, Fact.REFUND_FAILED));
        Map<String, ProviderEvent> reversals = bySubject(with(events, Fact.REVERSED));
        Map<String, AttemptState> refundStates = new TreeMap<>();
        bySubject(with(events, Fact.REFUND_PENDING)).keySet().forEach(id -> refundStates.put(id, AttemptState.PENDING));
        failedRefunds.keySet().forEach(id -> refundStates.put(id, AttemptState.FAILED));
        refunds.keySet().forEach(id -> refundStates.put(id, AttemptState.SUCCEEDED));
        Map<String, String> doubts = new TreeMap<>();
        failedRefunds.keySet().stream()
                .filter(refunds::containsKey)
                .forEach(id -> doubts.put(id, "the refund was made and then failed"));
        bySubject(with(events, Fact.REVERSAL_UNDONE))
                .keySet()
                .forEach(id -> doubts.put(id, "the payer's bank took money back and returned it"));
        ProviderEvent latest = latest(events);
        boolean declined = succeeded.isEmpty() && latest != null && latest.fact() == Fact.PAYMENT_FAILED;
        return new PaymentFacts(
                events.stream()
                        .map(ProviderEvent::attempt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                state(events, succeeded),
                declined,
                declined ? latest.detail() : null,
                succeeded.stream()
                        .map(ProviderEvent::money)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted(Comparator.comparing(Money::toString))
                        .toList(),
                succeeded.stream()
                        .map(ProviderEvent::happenedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                refunds,
                reversals,
                refundStates,
                doubts);
    }

    /**
     * What becomes of an attempt. One that charges by itself has no payer who could try once more: declined, it has failed,
     * and it does not come back to life.
     */
    AttemptState stateOf(PaymentAttempt.Row row) {
        boolean over = row.paymentMethod() != null && (declined || row.state() == AttemptState.FAILED);
        return state == AttemptState.PENDING && over ? AttemptState.FAILED : state;
    }

    private static AttemptState state(List<ProviderEvent> events, List<ProviderEvent> succeeded) {
        if (!succeeded.isEmpty()) {
            return AttemptState.SUCCEEDED;
        }
        return with(events, Fact.PAYMENT_CANCELED).isEmpty() ? AttemptState.PENDING : AttemptState.CANCELED;
    }

    private static ProviderEvent latest(List<ProviderEvent> events) {
        return events.stream()
                .filter(event -> event.fact() == Fact.PAYMENT_PENDING || event.fact() == Fact.PAYMENT_FAILED)
                .max(Comparator.comparing(ProviderEvent::happenedAt)
                        .thenComparing(ProviderEvent::fact)
                        .thenComparing(ProviderEvent::id))
                .orElse(null);
    }

    private static List<ProviderEvent> with(List<ProviderEvent> events, Fact fact) {
        return events.stream().filter(event -> event.fact() == fact).toList();
    }

    private static Map<String, ProviderEvent> bySubject(List<ProviderEvent> events) {
        return events.stream()
                .filter(event -> event.subject() != null)
                .collect(Collectors.toMap(
                        ProviderEvent::subject,
                        event -> event,
                        (one, other) -> one.happenedAt().isAfter(other.happenedAt()) ? other : one,
                        TreeMap::new));
    }
}

package org.stoa.subscription.subscription;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.data.Json;
import org.stoa.subscription.Documents;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.EndReason;
import org.stoa.subscription.rules.State;
import org.stoa.subscription.rules.Status;
import org.stoa.subscription.rules.Terms;

/**
 * A row of {@code subscription.subscription}.
 *
 * @param dueOn the day on which something falls due next, or null
 * @param revision grows with every change
 */
record SubscriptionRow(
        UUID tenantId,
        UUID id,
        String planCode,
        int planVersion,
        BillingInterval billingInterval,
        int seats,
        Status status,
        boolean autoRenew,
        boolean cancelled,
        LocalDate startedOn,
        LocalDate trialEnd,
        LocalDate anchor,
        int periodNumber,
        LocalDate meteredFrom,
        LocalDate meteredSince,
        Json counted,
        String nextPlanCode,
        Integer nextPlanVersion,
        BillingInterval nextInterval,
        Integer nextSeats,
        Integer moveVersion,
        LocalDate moveFrom,
        int changes,
        LocalDate seenOn,
        LocalDate endedOn,
        EndReason endReason,
        Doubt doubt,
        String doubtDetail,
        LocalDate dueOn,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    private static final TypeReference<Map<String, Long>> COUNTED = new TypeReference<>() {};

    static SubscriptionRow of(
            UUID tenantId, UUID id, State state, LocalDate dueOn, long revision, Instant createdAt, Instant updatedAt) {
        Terms next = state.next();
        State.Move move = state.move();
        State.Metered metered = state.metered();
        State.Parked parked = state.parked();
        return new SubscriptionRow(
                tenantId,
                id,
                state.terms().planCode(),
                state.terms().planVersion(),
                state.terms().interval(),
                state.terms().seats(),
                state.status(),
                state.autoRenew(),
                state.cancelled(),
                state.startedOn(),
                state.trialEnd(),
                state.anchor(),
                state.periodNumber(),
                state.meteredFrom(),
                metered == null ? null : metered.since(),
                metered == null ? null : Documents.write(new TreeMap<>(metered.counted())),
                next == null ? null : next.planCode(),
                next == null ? null : next.planVersion(),
                next == null ? null : next.interval(),
                next == null ? null : next.seats(),
                move == null ? null : move.planVersion(),
                move == null ? null : move.from(),
                state.changes(),
                state.seenOn(),
                state.endedOn(),
                state.endReason(),
                parked == null ? null : parked.doubt(),
                parked == null ? null : parked.detail(),
                dueOn,
                revision,
                createdAt,
                updatedAt);
    }

    State state() {
        return new State(
                new Terms(planCode, planVersion, billingInterval, seats),
                status,
                autoRenew,
                cancelled,
                startedOn,
                trialEnd,
                anchor,
                periodNumber,
                meteredFrom,
                meteredSince == null ? null : new State.Metered(meteredSince, Documents.read(counted, COUNTED)),
                nextPlanCode == null ? null : new Terms(nextPlanCode, nextPlanVersion, nextInterval, nextSeats),
                moveVersion == null ? null : new State.Move(moveVersion, moveFrom),
                changes,
                seenOn,
                endedOn,
                endReason,
                doubt == null ? null : new State.Parked(doubt, doubtDetail));
    }
}

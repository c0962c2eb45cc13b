package org.stoa.subscription.rules;

/** What operators do to many subscriptions at once, done to one. */
final class States {

    private States() {}

    static State moving(State state, State.Move move) {
        return new State(
                state.terms(),
                state.status(),
                state.autoRenew(),
                state.cancelled(),
                state.startedOn(),
                state.trialEnd(),
                state.anchor(),
                state.periodNumber(),
                state.meteredFrom(),
                state.metered(),
                state.next(),
                move,
                state.changes(),
                state.seenOn(),
                state.endedOn(),
                state.endReason(),
                state.parked());
    }
}

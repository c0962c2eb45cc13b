package org.stoa.rest.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

class TenantTurnsTest {

    private static final UUID LOUD = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @Test
    void fullTenantIsRefusedAndTheOthersAreNot() throws Exception {
        TenantTurns turns = new TenantTurns(2, 0, Duration.ofMinutes(1));
        turns.enter(LOUD);
        turns.enter(LOUD);

        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> turns.enter(LOUD));

        assertThat(refusal.code()).isEqualTo(CommonProblem.TOO_MANY_REQUESTS);
        assertThat(refusal.headers()).containsEntry("Retry-After", "1");
        turns.enter(OTHER);
        turns.leave(LOUD);
        turns.enter(LOUD);
        assertThat(turns.present(LOUD)).isEqualTo(2);
    }

    @Test
    void requestWaitsForItsTurn() throws Exception {
        TenantTurns turns = new TenantTurns(1, 1, Duration.ofMinutes(1));
        turns.enter(LOUD);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> entered(turns, LOUD));
        while (turns.present(LOUD) < 2) {
            Thread.onSpinWait();
        }

        turns.leave(LOUD);

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
        turns.leave(LOUD);
        assertThat(turns.present(LOUD)).isZero();
    }

    @Test
    void whoHasWaitedTooLongIsRefusedAndForgotten() throws Exception {
        TenantTurns turns = new TenantTurns(1, 1, Duration.ofMillis(1));
        turns.enter(LOUD);

        assertThat(entered(turns, LOUD)).isFalse();

        assertThat(turns.present(LOUD)).isEqualTo(1);
        turns.leave(LOUD);
        assertThat(entered(turns, LOUD)).isTrue();
    }

    @Test
    void withoutLimitOrTenantNobodyIsCounted() throws Exception {
        TenantTurns unlimited = new TenantTurns(0, 0, Duration.ZERO);
        TenantTurns one = new TenantTurns(1, 0, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            unlimited.enter(LOUD);
            one.enter(null);
        }
        assertThat(unlimited.present(LOUD)).isZero();
        unlimited.leave(LOUD);
        one.leave(null);
    }

    private static boolean entered(TenantTurns turns, UUID tenant) {
        try {
            turns.enter(tenant);
            return true;
        } catch (ProblemException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

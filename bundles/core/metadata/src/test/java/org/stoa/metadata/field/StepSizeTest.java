package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Steps write as many entities as fit into the time that others may have to wait. */
class StepSizeTest {

    private final StepSize size = new StepSize();

    @Test
    void itSettlesWhereAStepTakesItsTime() {
        run(50, StepSize.TARGET.dividedBy(150));
        assertThat(size.entities()).isEqualTo(150);
        run(50, StepSize.TARGET.dividedBy(75));
        assertThat(size.entities()).isEqualTo(75);
    }

    @Test
    void itGrowsAndShrinksWithinBounds() {
        run(50, Duration.ofNanos(1));
        assertThat(size.entities()).isEqualTo(StepSize.MOST);
        run(50, Duration.ofSeconds(1));
        assertThat(size.entities()).isEqualTo(StepSize.LEAST);
    }

    @Test
    void oneSlowStepHalvesIt() {
        size.took(size.entities(), Duration.ofSeconds(10));
        assertThat(size.entities()).isEqualTo(StepSize.FIRST / 2);
    }

    @Test
    void aStepThatHadLittleToDoTellsNothing() {
        size.took(1, Duration.ofNanos(1));
        assertThat(size.entities()).isEqualTo(StepSize.FIRST);
    }

    private void run(int steps, Duration each) {
        for (int i = 0; i < steps; i++) {
            size.took(size.entities(), each.multipliedBy(size.entities()));
        }
    }
}

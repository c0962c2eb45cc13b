package org.stoa.billing.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * How long providers remember idempotency keys. This goes by the real time: a provider knows nothing of a tenant's test
 * clock.
 */
@Component(service = KeyLife.class)
public final class KeyLife {
    /** Stripe forgets keys after 24 hours: from then on the same key would be another charge. */
    private static final Duration LIFE = Duration.ofHours(23);

    private final Clock clock;

    @Activate
    public KeyLife() {
        this(Clock.systemUTC());
    }

    /** @param clock of the real time */
    KeyLife(Clock clock) {
        this.clock = clock;
    }

    /** The real time, in microseconds. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @param recordedAt before which the key was not sent */
    boolean lasts(Instant recordedAt) {
        return clock.instant().isBefore(recordedAt.plus(LIFE));
    }
}

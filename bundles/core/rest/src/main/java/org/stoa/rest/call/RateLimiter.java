package org.stoa.rest.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives each key so many requests a minute, refilled evenly. Remembers a bounded number of keys; one that was forgotten
 * starts anew with a full allowance.
 */
public final class RateLimiter {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int perMinute;
    private final TimeMeter meter;
    private final Cache<Object, Bucket> buckets;

    /**
     * What is left of an allowance after a request.
     *
     * @param resetSeconds until the allowance is full again
     * @param retrySeconds until the next request is allowed; 0 when this one was
     */
    public record Allowance(int limit, long remaining, long resetSeconds, long retrySeconds) {
        public boolean isSpent() {
            return retrySeconds > 0;
        }
    }

    /**
     * @param perMinute requests a minute; 0 for no limit
     * @param mostKeys how many keys are remembered
     */
    public RateLimiter(int perMinute, int mostKeys, Clock clock) {
        this.perMinute = perMinute;
        this.meter = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .ticker(meter::currentTimeNanos)
                .build();
    }

    /** Takes one request off the key's allowance; null when there is no limit. */
    public Allowance take(Object key) {
        if (perMinute == 0) {
            return null;
        }
        ConsumptionProbe probe = buckets.get(key, any -> bucket()).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                perMinute,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .withCustomTimePrecision(meter)
                .build();
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

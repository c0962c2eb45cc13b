package org.stoa.registry;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.platform.ModuleRollout.Canary;

/**
 * Which versions of a module are wanted, as it is stored.
 *
 * @param version serves every tenant for which nothing else is said; null after the module was removed
 * @param candidate serves a share of the tenants, or null
 * @param sharePercent of the candidate, as are {@code errorRate} and {@code minimumRequests}; null without one
 * @param previous what a rollback leads to, or null
 * @param revision grows with each change of any rollout
 */
public record Rollout(
        String moduleId,
        String version,
        String candidate,
        Integer sharePercent,
        Double errorRate,
        Integer minimumRequests,
        String previous,
        long revision,
        Instant updatedAt) {

    private static final int BUCKETS = 100;

    /** A version that serves everybody. */
    public static Rollout of(String moduleId, String version, String previous, Instant now) {
        return new Rollout(moduleId, version, null, null, null, null, previous, 0, now);
    }

    /** This one with another canary; with null the candidate serves everybody. */
    public Rollout withCanary(Canary canary, Instant now) {
        if (canary == null) {
            return of(moduleId, candidate, version, now);
        }
        return withCandidate(candidate, canary, now);
    }

    /** This one with a version to be tried. */
    public Rollout withCandidate(String newVersion, Canary canary, Instant now) {
        return new Rollout(
                moduleId,
                version,
                newVersion,
                canary.sharePercent(),
                canary.errorRate(),
                canary.minimumRequests(),
                previous,
                revision,
                now);
    }

    /** This one with nothing to be tried. */
    public Rollout withoutCandidate(Instant now) {
        return of(moduleId, version, previous, now);
    }

    /** The same under another revision. */
    public Rollout withoutChange(Instant now) {
        return new Rollout(
                moduleId, version, candidate, sharePercent, errorRate, minimumRequests, previous, revision, now);
    }

    /** How the candidate is tried, or null without one. */
    public Canary canary() {
        return candidate == null ? null : new Canary(sharePercent, errorRate, minimumRequests);
    }

    /** Whether the candidate serves a tenant. A tenant that has it keeps it while the share grows. */
    boolean isInShare(UUID tenantId) {
        if (candidate == null || tenantId == null) {
            return false;
        }
        long mixed = (tenantId.getLeastSignificantBits() ^ Long.rotateLeft(tenantId.getMostSignificantBits(), 32))
                * 0x9E3779B97F4A7C15L;
        mixed ^= (long) moduleId.hashCode() << 17 ^ candidate.hashCode();
        mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
        return Math.floorMod(mixed ^ mixed >>> 29, BUCKETS) < sharePercent;
    }
}

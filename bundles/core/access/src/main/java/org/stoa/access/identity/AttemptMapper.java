package org.stoa.access.identity;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Counts of attempts. Every count is one statement, so that attempts at the same time cannot slip through together. */
public interface AttemptMapper {

    /** What is known of one key. */
    record Count(int failures, Instant pausedUntil, Instant succeededAt) {}

    /**
     * Counts an attempt as failed, unless there is a pause.
     *
     * @return null when there is a pause; nothing was counted then
     */
    @Select(
            value =
                    """
            INSERT INTO access.attempt AS a (key, failures, window_started_at, paused_until, touched_at)
            VALUES (#{key}, 1, #{now}, NULL, #{now})
            ON CONFLICT (key) DO UPDATE SET
                failures = CASE WHEN a.window_started_at <= #{windowStart} THEN 1 ELSE a.failures + 1 END,
                window_started_at = CASE WHEN a.window_started_at <= #{windowStart} THEN #{now}
                                         ELSE a.window_started_at END,
                paused_until = CASE WHEN a.window_started_at > #{windowStart} AND a.failures + 1 >= #{limit}
                    THEN #{now}::timestamptz + make_interval(secs => LEAST(
                        #{firstPauseSeconds} * power(2::float8, LEAST(a.failures + 1 - #{limit}, 30)),
                        #{longestPauseSeconds}::float8)) END,
                touched_at = #{now}
            WHERE a.paused_until IS NULL OR a.paused_until <= #{now}
            RETURNING failures, paused_until, succeeded_at""",
            affectData = true)
    @Options(flushCache = Options.FlushCachePolicy.TRUE)
    Count count(
            byte[] key, int limit, Instant windowStart, long firstPauseSeconds, long longestPauseSeconds, Instant now);

    @Select("SELECT failures, paused_until, succeeded_at FROM access.attempt WHERE key = #{key}")
    Count find(byte[] key);

    /** Takes one counted attempt back. */
    @Update(
            """
            UPDATE access.attempt SET failures = GREATEST(failures - 1, 0), paused_until = NULL, touched_at = #{now}
            WHERE key = #{key}""")
    int withdraw(byte[] key, Instant now);

    /** Forgets the failures and notes that somebody got in. */
    @Insert(
            """
            INSERT INTO access.attempt (key, failures, window_started_at, succeeded_at, touched_at)
            VALUES (#{key}, 0, #{now}, #{now}, #{now})
            ON CONFLICT (key) DO UPDATE SET
                failures = 0, paused_until = NULL, window_started_at = #{now}, succeeded_at = #{now}, touched_at = #{now}""")
    int succeed(byte[] key, Instant now);

    /** Removes counts that nothing depends on any more. */
    @Delete(
            """
            DELETE FROM access.attempt
            WHERE touched_at < #{failedBefore} AND (succeeded_at IS NULL OR succeeded_at < #{succeededBefore})""")
    int forget(Instant failedBefore, Instant succeededBefore);
}

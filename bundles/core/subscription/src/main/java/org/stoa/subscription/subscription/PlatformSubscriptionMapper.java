package org.stoa.subscription.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.subscription.rules.Status;

/** Subscriptions of all tenants. */
interface PlatformSubscriptionMapper {

    @Select(
            """
            SELECT * FROM subscription.subscription
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
                AND (#{planCode}::text IS NULL OR plan_code = #{planCode})
                AND (#{status}::text IS NULL OR status = #{status})
                AND (#{parked}::boolean IS NULL OR (doubt IS NOT NULL) = #{parked})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<SubscriptionRow> page(String planCode, Status status, Boolean parked, PageRequest page);

    String OF_OLDER_VERSIONS =
            """
            ended_on IS NULL AND plan_code = #{planCode} AND plan_version < #{number}
            """;

    /** Subscribers of older versions of a plan, newest first. */
    @Select(
            """
            SELECT * FROM subscription.subscription
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after}) AND\s"""
                    + OF_OLDER_VERSIONS + "ORDER BY id DESC LIMIT #{page.fetch}")
    List<SubscriptionRow> subscribers(String planCode, int number, PageRequest page);

    /**
     * Has subscribers of older versions moved; in one statement, however many they are.
     *
     * @param versions numbers of the versions that have the currency of the new one
     * @param intervals at which the new one can be had
     */
    @Update(
            """
            UPDATE subscription.subscription SET move_version = #{number}, move_from = #{from}, revision = revision + 1,
                updated_at = #{now}
            WHERE plan_version::text = ANY(#{versions,javaType=list}::text[])
                AND billing_interval = ANY(#{intervals,javaType=list}::text[])
                AND (next_plan_code IS NULL OR next_plan_code = plan_code
                    AND next_interval = ANY(#{intervals,javaType=list}::text[]))
                AND (move_version IS DISTINCT FROM #{number} OR move_from <> #{from}) AND doubt IS NULL AND\s"""
                    + OF_OLDER_VERSIONS)
    int move(String planCode, int number, LocalDate from, List<String> versions, List<String> intervals, Instant now);

    @Update(
            """
            UPDATE subscription.subscription SET move_version = NULL, move_from = NULL, revision = revision + 1,
                updated_at = #{now}
            WHERE ended_on IS NULL AND plan_code = #{planCode} AND move_version = #{number}
            """)
    int stay(String planCode, int number, Instant now);
}

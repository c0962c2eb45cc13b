package org.stoa.registry.deployment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.platform.Deployment.State;

/** {@code registry.deployment}: who works on it holds a lease, which the clock of the database measures. */
interface DeploymentMapper {

    /** Seconds after which a node that is silent has lost its deployments to the others. */
    int LEASE_SECONDS = 20;

    String COLUMNS = "id, action, module_id, from_version, to_version, state, step, share_percent, error_rate,"
            + " minimum_requests, first, problem, violations, started_by, started_at, ended_at";

    @Insert(
            """
            INSERT INTO registry.deployment
                (id, action, module_id, from_version, to_version, state, step, share_percent, error_rate,
                 minimum_requests, first, problem, violations, node, leased_until, started_by, started_at,
                 ended_at)
            VALUES
                (#{row.id}, #{row.action}, #{row.moduleId}, #{row.fromVersion,jdbcType=VARCHAR},
                 #{row.toVersion,jdbcType=VARCHAR}, #{row.state}, #{row.step}, #{row.sharePercent,jdbcType=INTEGER},
                 #{row.errorRate,jdbcType=DOUBLE}, #{row.minimumRequests,jdbcType=INTEGER}, #{row.first},
                 #{row.problem,jdbcType=VARCHAR}, #{row.violations}, #{node},
                 clock_timestamp() + interval '20 seconds', #{row.startedBy}, #{row.startedAt},
                 #{row.endedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE})""")
    void insert(@Param("row") DeploymentRow row, @Param("node") String node);

    @Select("SELECT " + COLUMNS + " FROM registry.deployment WHERE id = #{id}")
    DeploymentRow find(UUID id);

    @Select("SELECT " + COLUMNS + " FROM registry.deployment ORDER BY started_at DESC, id DESC LIMIT #{limit}")
    List<DeploymentRow> latest(int limit);

    @Select("SELECT " + COLUMNS + " FROM registry.deployment WHERE module_id = #{moduleId} AND state = 'RUNNING'")
    DeploymentRow running(String moduleId);

    /** Takes over what a node has left behind: this one before it was started anew, or one that is silent. */
    @Select(
            """
            UPDATE registry.deployment
            SET node = #{node}, leased_until = clock_timestamp() + interval '20 seconds'
            WHERE state = 'RUNNING' AND (leased_until < clock_timestamp() OR (node = #{node} AND #{restarted}))
            RETURNING id, action, module_id, from_version, to_version, state, step, share_percent, error_rate,
                minimum_requests, first, problem, violations, started_by, started_at, ended_at""")
    List<DeploymentRow> takeOver(String node, boolean restarted);

    /** Keeps what this node works on. */
    @Update(
            """
            UPDATE registry.deployment SET leased_until = clock_timestamp() + interval '20 seconds'
            WHERE state = 'RUNNING' AND node = #{node}""")
    int renew(String node);

    /** Begins a step; returns 0 when the deployment is another node's by now. */
    @Update(
            """
            UPDATE registry.deployment
            SET step = #{step}, leased_until = clock_timestamp() + interval '20 seconds'
            WHERE id = #{id} AND node = #{node} AND state = 'RUNNING'""")
    int begin(UUID id, String node, DeploymentStep step);

    /** Ends the deployment; returns 0 when it is another node's by now. */
    @Update(
            """
            UPDATE registry.deployment
            SET state = #{state}, problem = #{problem,jdbcType=VARCHAR}, violations = #{violations}, ended_at = #{now}
            WHERE id = #{id} AND node = #{node} AND state = 'RUNNING'""")
    int end(UUID id, String node, State state, String problem, List<String> violations, Instant now);
}

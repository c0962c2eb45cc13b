package org.stoa.registry.deployment;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** {@code registry.node} and {@code registry.node_module}: which nodes there are, and what each has come to. */
interface NodeMapper {

    /** What a node says of one module; {@code revision} is that of the rollout it has come to. */
    record NodeModule(String node, String moduleId, long revision, List<String> ready, String problem) {}

    @Insert(
            """
            INSERT INTO registry.node (name, seen_at) VALUES (#{name}, clock_timestamp())
            ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at""")
    void seen(String name);

    /** Names of the nodes that were seen lately. */
    @Select("SELECT name FROM registry.node WHERE seen_at > clock_timestamp() - interval '15 seconds' ORDER BY name")
    List<String> alive();

    @Delete("DELETE FROM registry.node WHERE seen_at < clock_timestamp() - interval '1 day'")
    int forgetSilent();

    @Delete("DELETE FROM registry.node WHERE name = #{name}")
    int leave(String name);

    @Insert(
            """
            INSERT INTO registry.node_module (node, module_id, revision, ready, problem)
            VALUES (#{it.node}, #{it.moduleId}, #{it.revision}, #{it.ready}, #{it.problem,jdbcType=VARCHAR})
            ON CONFLICT (node, module_id) DO UPDATE SET
                revision = excluded.revision, ready = excluded.ready, problem = excluded.problem""")
    void report(@Param("it") NodeModule module);

    @Select(
            """
            SELECT m.node, m.module_id, m.revision, m.ready, m.problem
            FROM registry.node_module m JOIN registry.node n ON n.name = m.node
            WHERE n.seen_at > clock_timestamp() - interval '15 seconds'
            ORDER BY m.module_id, m.node""")
    List<NodeModule> modules();
}

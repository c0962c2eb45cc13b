package org.stoa.metadata.industry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;

/** Workflows of a tenant that came from templates. */
interface WorkflowTemplateMapper {

    /** A row of {@code metadata.workflow_template}. */
    record Row(String name, Json document, long version) {}

    @Select(
            """
            SELECT name, document, version FROM metadata.workflow_template
            WHERE tenant_id = #{tenantId} AND name = ANY (#{names})
            """)
    List<Row> named(UUID tenantId, List<String> names);

    @Insert(
            """
            INSERT INTO metadata.workflow_template (tenant_id, name, document, version, created_at, updated_at)
            VALUES (#{tenantId}, #{name}, #{document}, 1, #{now}, #{now})
            """)
    int insert(UUID tenantId, String name, Json document, Instant now);

    @Update(
            """
            UPDATE metadata.workflow_template SET document = #{document}, version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND name = #{name} AND version = #{version}
            """)
    int update(UUID tenantId, String name, long version, Json document, Instant now);

    @Delete(
            """
            DELETE FROM metadata.workflow_template
            WHERE tenant_id = #{tenantId} AND name = #{name} AND version = #{version}
            """)
    int delete(UUID tenantId, String name, long version);
}

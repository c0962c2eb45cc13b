package org.stoa.registry.deployment;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** {@code registry.artifact}. */
interface ArtifactMapper {

    String COLUMNS = "module_id, version, symbolic_name, sha256, file_name, signer, trusted, created_by, created_at";

    @Select("SELECT " + COLUMNS + " FROM registry.artifact WHERE module_id = #{moduleId} AND version = #{version}")
    Artifact find(String moduleId, String version);

    @Select("SELECT " + COLUMNS + " FROM registry.artifact ORDER BY module_id, version")
    List<Artifact> all();

    @Select(
            """
            SELECT EXISTS (SELECT FROM registry.artifact a WHERE a.sha256 = #{sha256}
                           AND NOT EXISTS (SELECT FROM registry.deployment d
                                           WHERE d.module_id = a.module_id AND d.state = 'RUNNING'))""")
    boolean isSettled(String sha256);

    @Select("SELECT EXISTS (SELECT FROM registry.artifact WHERE trusted)")
    boolean isAnyTrusted();

    @Select("SELECT content FROM registry.artifact WHERE module_id = #{moduleId} AND version = #{version}")
    Content content(String moduleId, String version);

    @Insert(
            """
            INSERT INTO registry.artifact
                (module_id, version, symbolic_name, sha256, file_name, content, signer, trusted, created_by, created_at)
            VALUES
                (#{artifact.moduleId}, #{artifact.version}, #{artifact.symbolicName}, #{artifact.sha256},
                 #{artifact.fileName}, #{content}, #{artifact.signer,jdbcType=VARCHAR}, #{artifact.trusted}, #{artifact.createdBy},
                 #{artifact.createdAt})""")
    void insert(@Param("artifact") Artifact artifact, @Param("content") byte[] content);

    /** Another build of the same version. */
    @Update(
            """
            UPDATE registry.artifact SET sha256 = #{sha256}, content = #{content}
            WHERE module_id = #{moduleId} AND version = #{version} AND trusted""")
    int replace(
            @Param("moduleId") String moduleId,
            @Param("version") String version,
            @Param("sha256") String sha256,
            @Param("content") byte[] content);

    /** Forgets what neither a rollout nor a pin nor a running deployment needs. */
    @Delete(
            """
            DELETE FROM registry.artifact a
            WHERE a.module_id = #{moduleId}
              AND NOT EXISTS (SELECT FROM registry.rollout r WHERE r.module_id = a.module_id
                              AND a.version IN (r.version, r.candidate, r.previous))
              AND NOT EXISTS (SELECT FROM registry.deployment d WHERE d.module_id = a.module_id
                              AND d.state = 'RUNNING' AND a.version IN (d.from_version, d.to_version))
              AND NOT EXISTS (SELECT FROM registry.tenant_module t WHERE t.module_id = a.module_id
                              AND t.pinned_version = a.version)""")
    int forgetUnused(String moduleId);

    /** The bytes of the file. */
    record Content(byte[] content) {}
}

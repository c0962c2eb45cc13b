package org.stoa.access.apikey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** API keys of one tenant. */
public interface ApiKeyMapper {

    @Insert(
            """
            INSERT INTO access.api_key
                (tenant_id, id, user_id, name, prefix, secret_hash, permissions, expires_at, created_at)
            VALUES (#{tenantId}, #{key.id}, #{key.userId}, #{key.name}, #{key.prefix}, #{secretHash},
                    #{key.permissions}, #{key.expiresAt}, #{key.createdAt})""")
    int insert(@Param("tenantId") UUID tenantId, @Param("key") ApiKey key, @Param("secretHash") byte[] secretHash);

    @Select(
            """
            SELECT id, user_id, name, prefix, permissions, expires_at, last_used_at, created_at
            FROM access.api_key
            WHERE tenant_id = #{tenantId} AND revoked_at IS NULL
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<ApiKey> list(@Param("tenantId") UUID tenantId, @Param("page") PageRequest page);

    @Select(
            """
            SELECT id, user_id, name, prefix, permissions, expires_at, last_used_at, created_at
            FROM access.api_key
            WHERE tenant_id = #{tenantId} AND id = #{id} AND revoked_at IS NULL FOR UPDATE""")
    ApiKey lock(UUID tenantId, UUID id);

    @Update("UPDATE access.api_key SET revoked_at = #{now} WHERE tenant_id = #{tenantId} AND id = #{id}")
    int revoke(UUID tenantId, UUID id, Instant now);

    /** Notes the last use of many keys; across tenants, so with the platform's database role only. */
    @Update(
            """
            UPDATE access.api_key SET last_used_at = #{now}
            WHERE id = ANY (#{ids}) AND (last_used_at IS NULL OR last_used_at < #{now})""")
    int noteUse(@Param("ids") List<UUID> ids, @Param("now") Instant now);
}

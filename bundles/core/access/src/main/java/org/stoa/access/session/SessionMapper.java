package org.stoa.access.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** Sessions: one per sign-in, whatever tenants the person works in with it. */
public interface SessionMapper {

    @Insert(
            """
            INSERT INTO access.session
                (id, identity_id, tenant_id, client_address, user_agent, created_at, last_used_at, expires_at)
            VALUES (#{id}, #{identityId}, #{tenantId}, #{clientAddress}, #{userAgent}, #{createdAt}, #{lastUsedAt},
                    #{expiresAt})""")
    int insert(Session session);

    /**
     * Notes that a session goes on.
     *
     * @return 0 when it was ended
     */
    @Update(
            """
            UPDATE access.session
            SET tenant_id = #{tenantId}, last_used_at = #{now}, expires_at = #{expiresAt},
                client_address = COALESCE(#{clientAddress}, client_address)
            WHERE id = #{id} AND revoked_at IS NULL""")
    int prolong(UUID id, UUID tenantId, String clientAddress, Instant now, Instant expiresAt);

    @Select(
            """
            SELECT id, identity_id, tenant_id, client_address, user_agent, created_at, last_used_at, expires_at
            FROM access.session
            WHERE identity_id = #{identityId} AND revoked_at IS NULL AND expires_at > #{now}
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<Session> list(
            @Param("identityId") UUID identityId, @Param("page") PageRequest page, @Param("now") Instant now);

    /** @return 0 when there is no such session of the identity, or it was ended before */
    @Update(
            """
            UPDATE access.session SET revoked_at = #{now}
            WHERE id = #{id} AND identity_id = #{identityId} AND revoked_at IS NULL AND expires_at > #{now}""")
    int revoke(UUID id, UUID identityId, Instant now);

    /** Ends all sessions of an identity but {@code exceptId}, which may be null. */
    @Update(
            """
            UPDATE access.session SET revoked_at = #{now}
            WHERE identity_id = #{identityId} AND revoked_at IS NULL AND id IS DISTINCT FROM #{exceptId}""")
    int revokeAll(UUID identityId, UUID exceptId, Instant now);

    /** Removes sessions that ended before, with their refresh tokens. */
    @Delete("DELETE FROM access.session WHERE expires_at < #{before}")
    int deleteExpired(Instant before);
}

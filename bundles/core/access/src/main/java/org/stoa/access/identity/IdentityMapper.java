package org.stoa.access.identity;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Identities. Only the platform role reaches their table. */
public interface IdentityMapper {

    @Select(
            """
            SELECT id, realm, email, email_verified_at, password_hash, super_admin, status, last_tenant_id,
                   created_at, updated_at
            FROM access.identity WHERE realm = #{realm} AND email = #{email}""")
    Identity findByEmail(UUID realm, String email);

    @Select(
            """
            SELECT id, realm, email, email_verified_at, password_hash, super_admin, status, last_tenant_id,
                   created_at, updated_at
            FROM access.identity WHERE id = #{id}""")
    Identity findById(UUID id);

    /** The identity, locked until the end of the transaction: what is decided on it stays true until then. */
    @Select(
            """
            SELECT id, realm, email, email_verified_at, password_hash, super_admin, status, last_tenant_id,
                   created_at, updated_at
            FROM access.identity WHERE id = #{id} FOR UPDATE""")
    Identity lock(UUID id);

    /** @return 0 when the e-mail address is taken in the realm */
    @Insert(
            """
            INSERT INTO access.identity
                (id, realm, email, email_verified_at, password_hash, super_admin, status, created_at, updated_at)
            VALUES (#{id}, #{realm}, #{email}, #{emailVerifiedAt}, #{passwordHash}, #{superAdmin}, #{status},
                    #{createdAt}, #{updatedAt})
            ON CONFLICT (realm, email) DO NOTHING""")
    int insert(Identity identity);

    @Update("UPDATE access.identity SET password_hash = #{passwordHash}, updated_at = #{now} WHERE id = #{id}")
    int updatePassword(UUID id, String passwordHash, Instant now);

    /** Replaces a hash by a stronger one of the same password, unless the password was changed meanwhile. */
    @Update(
            """
            UPDATE access.identity SET password_hash = #{stronger}
            WHERE id = #{id} AND password_hash = #{present}""")
    int rehashPassword(UUID id, String present, String stronger);

    @Update(
            """
            UPDATE access.identity SET email_verified_at = COALESCE(email_verified_at, #{now}), updated_at = #{now}
            WHERE id = #{id} AND email = #{email}""")
    int verifyEmail(UUID id, String email, Instant now);

    @Update("UPDATE access.identity SET last_tenant_id = #{tenantId} WHERE id = #{id}")
    int updateLastTenant(UUID id, UUID tenantId);

    @Update("UPDATE access.identity SET status = #{status}, updated_at = #{now} WHERE id = #{id}")
    int updateStatus(UUID id, IdentityStatus status, Instant now);

    @Update("UPDATE access.identity SET super_admin = #{superAdmin}, updated_at = #{now} WHERE id = #{id}")
    int updateSuperAdmin(UUID id, boolean superAdmin, Instant now);

    /** Makes nodes that look for a super administrator wait for one another, until the end of the transaction. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended('access.identity.super_admin', 0)) IS NULL")
    boolean lockSuperAdmins();

    @Select("SELECT EXISTS (SELECT FROM access.identity WHERE super_admin)")
    boolean existsSuperAdmin();
}

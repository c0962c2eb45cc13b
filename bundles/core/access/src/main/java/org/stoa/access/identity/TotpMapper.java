package org.stoa.access.identity;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Second factors and their recovery codes. */
public interface TotpMapper {

    /** A second factor; {@code confirmedAt} is null until a first code proved that the app has the secret. */
    record TotpRow(byte[] secret, Instant confirmedAt, long lastStep) {}

    @Select("SELECT secret, confirmed_at, last_step FROM access.totp WHERE identity_id = #{identityId}")
    TotpRow find(UUID identityId);

    /** @return 0 when a confirmed one is there already */
    @Insert(
            """
            INSERT INTO access.totp (identity_id, secret, confirmed_at, last_step, created_at)
            VALUES (#{identityId}, #{secret}, NULL, -1, #{now})
            ON CONFLICT (identity_id) DO UPDATE SET secret = #{secret}, last_step = -1, created_at = #{now}
            WHERE access.totp.confirmed_at IS NULL""")
    int prepare(UUID identityId, byte[] secret, Instant now);

    /** @return 0 when it was confirmed or replaced meanwhile */
    @Update(
            """
            UPDATE access.totp SET confirmed_at = #{now}, last_step = #{step}
            WHERE identity_id = #{identityId} AND confirmed_at IS NULL AND secret = #{secret}""")
    int confirm(UUID identityId, byte[] secret, long step, Instant now);

    /** @return 0 when a code of this step or a later one was accepted before */
    @Update(
            """
            UPDATE access.totp SET last_step = #{step}
            WHERE identity_id = #{identityId} AND confirmed_at IS NOT NULL AND last_step < #{step}""")
    int useStep(UUID identityId, long step);

    @Delete("DELETE FROM access.totp WHERE identity_id = #{identityId}")
    int delete(UUID identityId);

    @Insert("INSERT INTO access.recovery_code (identity_id, code_hash) VALUES (#{identityId}, #{hash})")
    int insertRecoveryCode(UUID identityId, byte[] hash);

    /** @return 0 when there is no such code or it was used before */
    @Update(
            """
            UPDATE access.recovery_code SET used_at = #{now}
            WHERE identity_id = #{identityId} AND code_hash = #{hash} AND used_at IS NULL""")
    int useRecoveryCode(UUID identityId, byte[] hash, Instant now);

    @Delete("DELETE FROM access.recovery_code WHERE identity_id = #{identityId}")
    int deleteRecoveryCodes(UUID identityId);

    @Select("SELECT EXISTS (SELECT FROM access.totp WHERE identity_id = #{identityId} AND confirmed_at IS NOT NULL)")
    boolean isEnabled(UUID identityId);
}

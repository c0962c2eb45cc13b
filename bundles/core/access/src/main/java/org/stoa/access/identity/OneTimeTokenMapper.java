package org.stoa.access.identity;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;

/** Tokens of links in mails. An identity has one per purpose: a new one takes the place of the old. */
public interface OneTimeTokenMapper {

    /** What a token is good for. */
    enum Purpose {
        PASSWORD,
        EMAIL
    }

    /** Whose token it is, and to which address it was sent. */
    record OneTimeToken(UUID identityId, UUID realm, String email) {}

    @Insert(
            """
            INSERT INTO access.one_time_token (token_hash, purpose, identity_id, email, expires_at)
            VALUES (#{hash}, #{purpose}, #{identityId}, #{email}, #{expiresAt})
            ON CONFLICT (identity_id, purpose) DO UPDATE
            SET token_hash = #{hash}, email = #{email}, expires_at = #{expiresAt}""")
    int put(byte[] hash, Purpose purpose, UUID identityId, String email, Instant expiresAt);

    @Select(
            """
            SELECT t.identity_id, i.realm, t.email
            FROM access.one_time_token t JOIN access.identity i ON i.id = t.identity_id
            WHERE t.token_hash = #{hash} AND t.purpose = #{purpose} AND t.expires_at > #{now}""")
    OneTimeToken find(byte[] hash, Purpose purpose, Instant now);

    /** Uses a token up. Of several at the same time one gets it. */
    @Select(
            value =
                    """
            DELETE FROM access.one_time_token t USING access.identity i
            WHERE t.token_hash = #{hash} AND t.purpose = #{purpose} AND t.expires_at > #{now} AND i.id = t.identity_id
            RETURNING t.identity_id, i.realm, t.email""",
            affectData = true)
    @Options(flushCache = Options.FlushCachePolicy.TRUE)
    OneTimeToken take(byte[] hash, Purpose purpose, Instant now);

    @Delete("DELETE FROM access.one_time_token WHERE expires_at < #{before}")
    int deleteExpired(Instant before);
}

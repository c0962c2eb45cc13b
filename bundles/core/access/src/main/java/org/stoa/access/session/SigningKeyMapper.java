package org.stoa.access.session;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** Keys that sign access tokens. */
public interface SigningKeyMapper {

    /** A key with its name in the header of tokens. */
    record SigningKeyRow(String kid, byte[] secret) {}

    /** Newest first. */
    @Select("SELECT kid, secret FROM access.signing_key ORDER BY created_at DESC, kid")
    List<SigningKeyRow> all();

    /** Makes nodes that start at the same time wait for one another, until the end of the transaction. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended('access.signing_key', 0)) IS NULL")
    boolean lock();

    @Insert("INSERT INTO access.signing_key (kid, secret, created_at) VALUES (#{kid}, #{secret}, #{now})")
    int insert(String kid, byte[] secret, Instant now);
}

package org.stoa.access.secret;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

interface SealingKeyMapper {

    /** A key with its name in what it has sealed. */
    record Row(String kid, byte[] secret) {}

    /** Newest first. */
    @Select("SELECT kid, secret FROM access.sealing_key ORDER BY created_at DESC, kid")
    List<Row> all();

    /** Makes nodes that start at the same time wait for one another, until the end of the transaction. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended('access.sealing_key', 0)) IS NULL")
    boolean lock();

    @Insert("INSERT INTO access.sealing_key (kid, secret, created_at) VALUES (#{kid}, #{secret}, #{now})")
    int insert(String kid, byte[] secret, Instant now);
}

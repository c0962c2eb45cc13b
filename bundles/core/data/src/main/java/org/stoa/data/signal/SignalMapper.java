package org.stoa.data.signal;

import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Sends. */
interface SignalMapper {

    /** Is sent when its transaction ends. */
    @Select("SELECT pg_notify(#{channel}, #{payload})::text")
    String send(@Param("channel") String channel, @Param("payload") String payload);
}

package org.stoa.data;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Runs any SQL, taken as it is. */
public interface SqlMapper {

    /** The first column of every row, as text. */
    @Select("${sql}")
    List<String> texts(@Param("sql") String sql);

    /** Number of rows changed. */
    @Update("${sql}")
    int execute(@Param("sql") String sql);
}

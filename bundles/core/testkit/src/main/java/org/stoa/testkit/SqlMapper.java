package org.stoa.testkit;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Runs any SQL under the role and the tenant that a test is about. The statement is taken as it is: for tests only. */
public interface SqlMapper {

    /** The first column of every row, as text. */
    @Select("${statement}")
    List<String> texts(@Param("statement") String statement);

    /** Number of rows changed. */
    @Update("${statement}")
    int execute(@Param("statement") String statement);
}

package org.stoa.hello;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** No statement asks for the tenant's rows only: row-level security shows no others. */
interface GreetingMapper {

    @Select(
            """
            SELECT id, message, author, version, created_at, updated_at
            FROM hello.greeting
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Greeting> list(@Param("page") PageRequest page);

    @Select(
            """
            SELECT id, message, author, version, created_at, updated_at
            FROM hello.greeting
            WHERE id = #{id}""")
    Greeting find(UUID id);

    @Select("SELECT EXISTS (SELECT FROM hello.greeting)")
    boolean any();

    @Insert(
            """
            INSERT INTO hello.greeting (tenant_id, id, message, author, version, created_at, updated_at)
            VALUES (#{tenantId}, #{greeting.id}, #{greeting.message}, #{greeting.author}, #{greeting.version},
                    #{greeting.createdAt}, #{greeting.updatedAt})""")
    void insert(UUID tenantId, Greeting greeting);

    /** Changes nothing and returns 0 when the stored version is not the one before {@code greeting}. */
    @Update(
            """
            UPDATE hello.greeting
            SET message = #{message}, version = #{version}, updated_at = #{updatedAt}
            WHERE id = #{id} AND version = #{version} - 1""")
    int update(Greeting greeting);

    @Delete("DELETE FROM hello.greeting WHERE id = #{id}")
    void delete(UUID id);
}

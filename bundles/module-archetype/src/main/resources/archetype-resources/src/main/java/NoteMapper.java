package ${package};

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.PageRequest;

/** No statement asks for the tenant's rows only: row-level security shows no others. */
interface NoteMapper {

    @Select(
            """
            SELECT id, text, author, created_at
            FROM ${id}.note
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Note> list(@Param("page") PageRequest page);

    @Select("SELECT id, text, author, created_at FROM ${id}.note WHERE id = #{id}")
    Note find(@Param("id") UUID id);

    @Select("SELECT EXISTS (SELECT FROM ${id}.note)")
    boolean any();

    @Insert(
            """
            INSERT INTO ${id}.note (tenant_id, id, text, author, created_at)
            VALUES (#{tenantId}, #{note.id}, #{note.text}, #{note.author}, #{note.createdAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("note") Note note);

    @Delete("DELETE FROM ${id}.note WHERE id = #{id}")
    void delete(@Param("id") UUID id);
}

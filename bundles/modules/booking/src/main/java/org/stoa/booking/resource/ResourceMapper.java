package org.stoa.booking.resource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;
import org.stoa.booking.Labels;

/** Rows of {@code booking.resource} that are not deleted. */
public interface ResourceMapper {
    String COLUMNS = "id, kind, user_id, profile_id, name, names, description, timezone, capacity, active, version,"
            + " created_at, updated_at ";

    /** A row of {@code booking.resource}. */
    record Row(
            UUID id,
            ResourceKind kind,
            UUID userId,
            UUID profileId,
            String name,
            Json names,
            String description,
            String timezone,
            int capacity,
            boolean active,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        public Resource resource() {
            return new Resource(
                    id,
                    kind,
                    userId,
                    profileId,
                    name,
                    Labels.of(names),
                    description,
                    timezone,
                    capacity,
                    active,
                    version,
                    createdAt,
                    updatedAt);
        }
    }

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM booking.resource
            WHERE deleted_at IS NULL AND (#{page.after}::uuid IS NULL OR id < #{page.after})
                AND (#{userId}::uuid IS NULL OR user_id = #{userId})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("userId") UUID userId, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM booking.resource WHERE id = #{id} AND deleted_at IS NULL")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM booking.resource WHERE id = #{id} AND deleted_at IS NULL FOR UPDATE")
    Row findAndLock(UUID id);

    /** Which of these ids are of resources; they are not deleted before the end of the transaction. */
    @Select(
            """
            SELECT id FROM booking.resource
            WHERE id = ANY (#{ids, javaType = java.util.List}) AND deleted_at IS NULL FOR KEY SHARE""")
    List<UUID> present(@Param("ids") List<UUID> ids);

    @Insert(
            """
            INSERT INTO booking.resource (
                tenant_id, id, kind, user_id, profile_id, name, names, description, timezone, capacity, active, version,
                created_at, updated_at)
            VALUES (
                #{tenantId}, #{resource.id}, #{resource.kind}, #{resource.userId}, #{resource.profileId},
                #{resource.name}, #{names}, #{resource.description}, #{resource.timezone}, #{resource.capacity},
                #{resource.active}, #{resource.version}, #{resource.createdAt}, #{resource.updatedAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("resource") Resource resource, @Param("names") Json names);

    @Update(
            """
            UPDATE booking.resource
            SET name = #{resource.name}, names = #{names}, description = #{resource.description},
                timezone = #{resource.timezone}, capacity = #{resource.capacity}, active = #{resource.active},
                version = #{resource.version}, updated_at = #{resource.updatedAt}
            WHERE id = #{resource.id}""")
    void update(@Param("resource") Resource resource, @Param("names") Json names);

    @Update("UPDATE booking.resource SET version = version + 1, updated_at = #{now} WHERE id = #{id}")
    void touch(@Param("id") UUID id, @Param("now") Instant now);

    /** Whether it is taken at any time after {@code now}. */
    @Select("SELECT EXISTS (SELECT FROM booking.occupation WHERE resource_id = #{id} AND ends_at > #{now}"
            + " AND (expires_at IS NULL OR expires_at > #{now}))")
    boolean isTaken(@Param("id") UUID id, @Param("now") Instant now);

    @Update("UPDATE booking.resource SET deleted_at = #{now}, updated_at = #{now}, version = version + 1,"
            + " feed_digest = NULL WHERE id = #{id}")
    void delete(@Param("id") UUID id, @Param("now") Instant now);
}

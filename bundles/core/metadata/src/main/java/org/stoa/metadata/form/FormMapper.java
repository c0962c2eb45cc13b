package org.stoa.metadata.form;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;
import org.stoa.metadata.Documents;
import org.stoa.metadata.PlatformRows;

/** Templates of forms of a tenant, or of the platform. */
public interface FormMapper {

    String COLUMNS = " tenant_id, id, definition, own_fields, version, created_at, updated_at ";

    /** A row of {@code metadata.form_template}. */
    record FormRow(
            UUID tenantId,
            UUID id,
            Json definition,
            List<String> ownFields,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        FormTemplate toTemplate() {
            return new FormTemplate(
                    id,
                    tenantId.equals(PlatformRows.TENANT),
                    Documents.read(definition, FormDefinition.class),
                    ownFields,
                    version,
                    createdAt,
                    updatedAt);
        }
    }

    @Select("SELECT" + COLUMNS + "FROM metadata.form_template WHERE tenant_id = #{tenantId} AND id = #{id}")
    FormRow find(UUID tenantId, UUID id);

    @Select("SELECT" + COLUMNS + "FROM metadata.form_template WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE")
    FormRow lock(UUID tenantId, UUID id);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.form_template
            WHERE tenant_id = #{tenantId} AND form_type = #{formType} AND entity_type = #{entityType}
              AND entity_subtype = #{entitySubtype}
            """)
    FormRow findFor(UUID tenantId, FormType formType, String entityType, String entitySubtype);

    /** @param keys as {@link FormDefinition#key} gives them */
    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.form_template
            WHERE tenant_id = #{tenantId}
              AND lower(form_type) || '/' || entity_type || '/' || entity_subtype = ANY(#{keys})
            """)
    List<FormRow> named(UUID tenantId, List<String> keys);

    @Select(
            "SELECT" + COLUMNS
                    + """
            FROM metadata.form_template
            WHERE tenant_id = #{tenantId} AND (#{formType}::text IS NULL OR form_type = #{formType})
              AND (#{entityType}::text IS NULL OR entity_type = #{entityType})
              AND (#{entitySubtype}::text IS NULL OR entity_subtype = #{entitySubtype})
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<FormRow> list(UUID tenantId, FormType formType, String entityType, String entitySubtype, PageRequest page);

    /** @return 0 when there is one for the same already */
    @Insert(
            """
            INSERT INTO metadata.form_template (tenant_id, id, form_type, entity_type, entity_subtype, definition, own_fields,
                version, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{formType}, #{entityType}, #{entitySubtype}, #{definition}, #{ownFields}, 1,
                #{now}, #{now})
            ON CONFLICT (tenant_id, form_type, entity_type, entity_subtype) DO NOTHING
            """)
    int insert(
            UUID tenantId,
            UUID id,
            FormType formType,
            String entityType,
            String entitySubtype,
            Json definition,
            List<String> ownFields,
            Instant now);

    @Update(
            """
            UPDATE metadata.form_template
            SET definition = #{definition}, own_fields = #{ownFields}, version = version + 1, updated_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int update(UUID tenantId, UUID id, Json definition, List<String> ownFields, Instant now);

    @Delete("DELETE FROM metadata.form_template WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);
}

package org.stoa.access.tenant;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.api.tenant.TenantStatus;

/** {@code access.tenant}, through the platform's role only. */
public interface TenantMapper {

    @Select(
            """
            SELECT id, identifier, name, domain, status, tier, industry, parent_id, own_realm, company, logo_url, language,
                   theme, timezone, currency, features, version, created_at, updated_at
            FROM access.tenant WHERE id = #{id}
            """)
    TenantRow find(UUID id);

    /** The tenant, which nobody else changes until the end of the transaction. */
    @Select(
            """
            SELECT id, identifier, name, domain, status, tier, industry, parent_id, own_realm, company, logo_url, language,
                   theme, timezone, currency, features, version, created_at, updated_at
            FROM access.tenant WHERE id = #{id} FOR NO KEY UPDATE
            """)
    TenantRow lock(UUID id);

    @Select("SELECT id FROM access.tenant WHERE identifier = #{identifier}")
    UUID idOfIdentifier(String identifier);

    @Select("SELECT id FROM access.tenant WHERE domain = #{domain}")
    UUID idOfDomain(String domain);

    @Select("SELECT id FROM access.tenant WHERE id = #{id}")
    UUID idOfId(UUID id);

    @Select(
            """
            SELECT id, identifier, name, domain, status, tier, industry, parent_id, own_realm, company, logo_url, language,
                   theme, timezone, currency, features, version, created_at, updated_at
            FROM access.tenant
            WHERE (#{status}::text IS NULL OR status = #{status})
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<TenantRow> list(TenantStatus status, PageRequest page);

    @Insert(
            """
            INSERT INTO access.tenant (id, identifier, name, domain, status, tier, industry, parent_id, own_realm, company,
                logo_url, language, theme, timezone, currency, features, version, created_at, updated_at)
            VALUES (#{id}, #{identifier}, #{name}, #{domain}, #{status}, #{tier}, #{industry}, #{parentId}, #{ownRealm},
                #{company}, #{logoUrl}, #{language}, #{theme}, #{timezone}, #{currency}, #{features}, #{version},
                #{createdAt}, #{updatedAt})
            """)
    int insert(TenantRow row);

    /** Writes everything that can change of a row that was locked, and takes its version one further. */
    @Update(
            """
            UPDATE access.tenant SET name = #{name}, domain = #{domain}, status = #{status}, tier = #{tier},
                industry = #{industry}, parent_id = #{parentId}, company = #{company}, logo_url = #{logoUrl},
                language = #{language}, theme = #{theme}, timezone = #{timezone}, currency = #{currency},
                features = #{features}, version = version + 1, updated_at = #{updatedAt}
            WHERE id = #{id}
            """)
    int update(TenantRow row);

    /** Makes changes of parents wait for one another: two of them could close a circle that neither sees. */
    @Select("SELECT pg_advisory_xact_lock(hashtextextended('access.tenant.parent', 0)) IS NULL")
    boolean lockParents();

    /** Whether {@code tenantId} is {@code candidate} or one of its ancestors. */
    @Select(
            """
            WITH RECURSIVE ancestor (id, parent_id) AS (
                SELECT id, parent_id FROM access.tenant WHERE id = #{candidate}
                UNION
                SELECT t.id, t.parent_id FROM access.tenant t JOIN ancestor a ON t.id = a.parent_id
            )
            SELECT EXISTS (SELECT FROM ancestor WHERE id = #{tenantId})
            """)
    boolean isAtOrAbove(UUID tenantId, UUID candidate);
}

package org.stoa.marketplace.savedsearch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.marketplace.Documents;
import org.stoa.marketplace.search.Criteria;

public interface SavedSearchMapper {
    String COLUMNS = " id, name, frequency, parameters, version, created_at, updated_at ";

    /** What a search asks for, as columns. */
    String ASSIGNED =
            """
            query = CASE WHEN #{c.words}::text IS NOT NULL
                    THEN websearch_to_tsquery(marketplace.words_configuration(#{language}), #{c.words}) END,
                types = nullif(#{c.types,javaType=list}::text[], '{}'),
                price_types = nullif(#{c.priceTypes,javaType=list}::text[], '{}'),
                categories = nullif(#{c.categories,javaType=list}::text[], '{}'),
                tags = nullif(#{c.tags,javaType=list}::text[], '{}'),
                countries = nullif(#{c.countries,javaType=list}::text[], '{}'),
                remote = #{c.remote}, currency = #{c.currency}, min_units = #{c.minUnits}, max_units = #{c.maxUnits},
                latitude = #{c.circle.latitude}, longitude = #{c.circle.longitude},
                radius_metres = #{c.circle.metres}
            """;

    /** A row of {@code marketplace.saved_search}. */
    record Row(
            UUID id,
            String name,
            Frequency frequency,
            Json parameters,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        SavedSearch search() {
            return new SavedSearch(id, name, frequency, Documents.texts(parameters), version, createdAt, updatedAt);
        }
    }

    /** Who is told of a listing, and why. */
    record Hit(UUID userId, String searchName, boolean told) {}

    /** A listing that somebody is told of. */
    record News(UUID listingId, String title, String searchName) {}

    @Select("SELECT " + COLUMNS + "FROM marketplace.saved_search WHERE user_id = #{userId} ORDER BY id DESC")
    List<Row> list(UUID userId);

    @Select("SELECT " + COLUMNS + "FROM marketplace.saved_search WHERE id = #{id} AND user_id = #{userId}")
    Row find(UUID id, UUID userId);

    /** Takes a free place of the user; returns 0 when there is none, or when somebody else has just taken it. */
    @Insert(
            """
            INSERT INTO marketplace.saved_search (
                tenant_id, id, user_id, place, name, frequency, parameters, version, created_at, updated_at)
            SELECT #{tenantId}, #{search.id}, #{userId}, place, #{search.name}, #{search.frequency}, #{parameters}, 1,
                #{search.createdAt}, #{search.updatedAt}
            FROM generate_series(1, #{most}) place
            WHERE NOT EXISTS (SELECT FROM marketplace.saved_search s WHERE s.user_id = #{userId} AND s.place = place.place)
            ORDER BY place LIMIT 1
            ON CONFLICT (tenant_id, user_id, place) DO NOTHING""")
    int insert(
            @Param("tenantId") UUID tenantId,
            @Param("userId") UUID userId,
            @Param("search") SavedSearch search,
            @Param("parameters") Json parameters,
            @Param("most") int most);

    @Select("SELECT count(*) FROM marketplace.saved_search WHERE user_id = #{userId}")
    int count(UUID userId);

    @Update("UPDATE marketplace.saved_search SET " + ASSIGNED + "WHERE id = #{id}")
    void setCriteria(@Param("id") UUID id, @Param("c") Criteria criteria, @Param("language") String language);

    @Update(
            """
            UPDATE marketplace.saved_search
            SET name = #{f.name}, frequency = #{f.frequency}, parameters = #{parameters}, version = version + 1,
                updated_at = #{now}
            WHERE id = #{id} AND user_id = #{userId} AND version = #{version}""")
    int update(
            @Param("id") UUID id,
            @Param("userId") UUID userId,
            @Param("version") long version,
            @Param("f") SavedSearchFields fields,
            @Param("parameters") Json parameters,
            @Param("now") Instant now);

    @Delete("DELETE FROM marketplace.saved_search WHERE id = #{id} AND user_id = #{userId}")
    int delete(UUID id, UUID userId);

    /**
     * Finds all searches that an active listing fits, in one statement, and notes for each user once that they are told:
     * at once if one of their searches asks for that. Whoever was told before is not told again.
     */
    @Select(
            """
            INSERT INTO marketplace.saved_search_hit (tenant_id, user_id, listing_id, search_name, told, created_at)
            SELECT DISTINCT ON (s.user_id) l.tenant_id, s.user_id, l.id, s.name, s.frequency = 'AT_ONCE', #{now}
            FROM marketplace.listing l
            JOIN marketplace.saved_search s ON s.frequency <> 'NEVER' AND s.user_id <> l.user_id
                AND (s.query IS NULL OR l.words @@ s.query)
                AND (s.types IS NULL OR l.type = ANY (s.types))
                AND (s.price_types IS NULL OR l.price_type = ANY (s.price_types))
                AND (s.categories IS NULL OR l.categories && s.categories)
                AND (s.tags IS NULL OR l.tags && s.tags)
                AND (s.countries IS NULL OR l.country = ANY (s.countries))
                AND (s.remote IS NULL OR l.remote = s.remote)
                AND (s.currency IS NULL OR l.currency = s.currency)
                AND (s.min_units IS NULL OR l.price_units >= s.min_units)
                AND (s.max_units IS NULL OR l.price_units <= s.max_units)
                AND (s.radius_metres IS NULL OR marketplace.distance(l.latitude, l.longitude, s.latitude, s.longitude)
                    <= s.radius_metres)
            WHERE l.id = #{listingId} AND l.status = 'ACTIVE' AND l.deleted_at IS NULL
            ORDER BY s.user_id, s.frequency, s.id
            ON CONFLICT (tenant_id, user_id, listing_id) DO NOTHING
            RETURNING user_id, search_name, told""")
    List<Hit> match(@Param("listingId") UUID listingId, @Param("now") Instant now);

    /** Makes the digests of these users, as far as there are any, wait until the end of the transaction. */
    @Select(
            """
            SELECT user_id FROM marketplace.digest WHERE user_id = ANY (#{userIds,javaType=list}::uuid[])
            ORDER BY user_id FOR KEY SHARE""")
    List<UUID> holdDigests(@Param("userIds") List<String> userIds);

    /** Notes which of these users get a digest, and returns those who were not to get one before. */
    @Select(
            """
            INSERT INTO marketplace.digest (tenant_id, user_id, due_at)
            SELECT #{tenantId}, unnest(#{userIds,javaType=list}::uuid[]), #{dueAt}
            ON CONFLICT (tenant_id, user_id) DO NOTHING
            RETURNING user_id""")
    List<UUID> awaitDigests(
            @Param("tenantId") UUID tenantId, @Param("userIds") List<String> userIds, @Param("dueAt") Instant dueAt);

    @Delete("DELETE FROM marketplace.digest WHERE user_id = #{userId} AND due_at <= #{now}")
    int endDigest(UUID userId, Instant now);

    /** What a user is to be told of in a digest, as far as it is still active; all of it counts as told. */
    @Select(
            """
            WITH news AS (
                UPDATE marketplace.saved_search_hit SET told = true WHERE user_id = #{userId} AND NOT told
                RETURNING listing_id, search_name)
            SELECT l.id AS listing_id, l.title, news.search_name
            FROM news JOIN marketplace.listing l ON l.id = news.listing_id
            WHERE l.status = 'ACTIVE' AND l.deleted_at IS NULL
            ORDER BY l.id DESC""")
    List<News> takeNews(UUID userId);
}

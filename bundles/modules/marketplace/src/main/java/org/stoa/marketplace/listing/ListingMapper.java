package org.stoa.marketplace.listing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;

public interface ListingMapper {
    String COLUMNS =
            """
             l.id, l.account_id, l.user_id, l.type, l.status, l.title, l.description, l.language, l.translations, l.price,
            l.price_type, l.currency, l.country, l.city, l.postal_code, l.street, l.latitude, l.longitude, l.radius_km,
            l.remote, l.starts_at, l.ends_at, l.timezone, l.duration_minutes, l.profile_subtype, l.requirements,
            l.questions, l.questions_version, l.positions, l.filled, l.categories, l.tags, l.featured, l.featured_at,
            l.featured_until, l.published_at, l.expires_at, l.application_count, l.version, l.created_at, l.updated_at
            """;

    /** What is stored of {@link ListingFields} in other forms. */
    record Stored(ListingFields fields, Json translations, Json requirements, Json questions) {}

    /** Listings that one user has listed, or all of an account, or all; of one status or any. */
    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM marketplace.listing l
            WHERE l.deleted_at IS NULL AND (#{page.after}::uuid IS NULL OR l.id < #{page.after})
            AND (#{userId}::uuid IS NULL OR l.user_id = #{userId})
            AND (#{accountId}::uuid IS NULL OR l.account_id = #{accountId})
            AND (#{status}::text IS NULL OR l.status = #{status})
            ORDER BY l.id DESC
            LIMIT #{page.fetch}""")
    List<ListingRow> list(
            @Param("userId") UUID userId,
            @Param("accountId") UUID accountId,
            @Param("status") ListingStatus status,
            @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM marketplace.listing l WHERE l.id = #{id} AND l.deleted_at IS NULL")
    ListingRow find(UUID id);

    @Select(
            "SELECT EXISTS (SELECT FROM marketplace.application WHERE listing_id = #{listingId} AND user_id = #{userId})")
    boolean hasApplied(UUID listingId, UUID userId);

    /** Also one that was deleted, for what came of it. */
    @Select("SELECT " + COLUMNS + "FROM marketplace.listing l WHERE l.id = #{id}")
    ListingRow findAny(UUID id);

    /** Keeps the listing as it is, and makes others who count on it wait, until the end of the transaction. */
    @Select("SELECT " + COLUMNS
            + "FROM marketplace.listing l WHERE l.id = #{id} AND l.deleted_at IS NULL FOR NO KEY UPDATE")
    ListingRow findAndLock(UUID id);

    @Select("SELECT " + COLUMNS + "FROM marketplace.listing l WHERE l.id = #{id} FOR NO KEY UPDATE")
    ListingRow findAnyAndLock(UUID id);

    @Insert(
            """
            INSERT INTO marketplace.listing (
                tenant_id, id, account_id, user_id, type, status, title, description, language, translations, price,
                price_type, currency, country, city, postal_code, street, latitude, longitude, radius_km, remote,
                starts_at, ends_at, timezone, duration_minutes, profile_subtype, requirements, questions,
                questions_version, positions, filled, categories, tags, featured, expires_at, application_count,
                version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{id}, #{l.fields.accountId}, #{userId}, #{l.fields.type}, 'DRAFT', #{l.fields.title},
                #{l.fields.description}, #{l.fields.language}, #{l.translations}, #{l.fields.price.amount},
                #{l.fields.priceType}, #{l.fields.currency}, #{l.fields.location.country}, #{l.fields.location.city},
                #{l.fields.location.postalCode}, #{l.fields.location.street}, #{l.fields.location.latitude},
                #{l.fields.location.longitude}, #{l.fields.location.radiusKm}, #{l.fields.remote},
                #{l.fields.schedule.start}, #{l.fields.schedule.end}, #{l.fields.schedule.timezone},
                #{l.fields.schedule.durationMinutes}, #{l.fields.profileSubtype}, #{l.requirements}, #{l.questions},
                1, #{l.fields.positions}, 0, #{l.fields.categories,javaType=list}, #{l.fields.tags,javaType=list}, false,
                #{l.fields.expiresAt}, 0, 1, #{now}, #{now})""")
    void insert(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("userId") UUID userId,
            @Param("l") Stored stored,
            @Param("now") Instant now);

    /** Changes nothing and returns 0 when the stored version is not {@code version}, or more are filled than fit. */
    @Update(
            """
            UPDATE marketplace.listing
            SET type = #{l.fields.type}, title = #{l.fields.title}, description = #{l.fields.description},
                language = #{l.fields.language}, translations = #{l.translations}, price = #{l.fields.price.amount},
                price_type = #{l.fields.priceType}, currency = #{l.fields.currency},
                country = #{l.fields.location.country}, city = #{l.fields.location.city},
                postal_code = #{l.fields.location.postalCode}, street = #{l.fields.location.street},
                latitude = #{l.fields.location.latitude}, longitude = #{l.fields.location.longitude},
                radius_km = #{l.fields.location.radiusKm}, remote = #{l.fields.remote},
                starts_at = #{l.fields.schedule.start}, ends_at = #{l.fields.schedule.end},
                timezone = #{l.fields.schedule.timezone}, duration_minutes = #{l.fields.schedule.durationMinutes},
                profile_subtype = #{l.fields.profileSubtype}, requirements = #{l.requirements},
                questions = #{l.questions}, questions_version = #{questionsVersion}, positions = #{l.fields.positions},
                categories = #{l.fields.categories,javaType=list}, tags = #{l.fields.tags,javaType=list},
                expires_at = #{l.fields.expiresAt}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND version = #{version} AND deleted_at IS NULL""")
    int update(
            @Param("id") UUID id,
            @Param("version") long version,
            @Param("l") Stored stored,
            @Param("questionsVersion") int questionsVersion,
            @Param("now") Instant now);

    @Insert(
            """
            INSERT INTO marketplace.question_set (tenant_id, listing_id, number, questions)
            VALUES (#{tenantId}, #{listingId}, #{number}, #{questions})""")
    void insertQuestions(UUID tenantId, UUID listingId, int number, Json questions);

    /** The questions of a listing as they were; null for a version that there never was. */
    @Select("SELECT questions FROM marketplace.question_set WHERE listing_id = #{listingId} AND number = #{number}")
    Json questions(UUID listingId, int number);

    @Update(
            """
            UPDATE marketplace.listing
            SET status = #{to}, version = version + 1, updated_at = #{now},
                published_at = CASE WHEN #{to} = 'ACTIVE' THEN coalesce(published_at, #{now}) ELSE published_at END
            WHERE id = #{id} AND status = #{from} AND deleted_at IS NULL""")
    int changeStatus(UUID id, ListingStatus from, ListingStatus to, Instant now);

    /** Returns 0 when there is nothing to expire: it may have been prolonged, or have ended otherwise. */
    @Update(
            """
            UPDATE marketplace.listing SET status = 'EXPIRED', version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND status IN ('ACTIVE', 'PAUSED') AND expires_at <= #{now} AND deleted_at IS NULL""")
    int expire(UUID id, Instant now);

    @Update(
            """
            UPDATE marketplace.listing
            SET featured = #{until}::timestamptz IS NOT NULL, featured_at = #{at}, featured_until = #{until},
                version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND deleted_at IS NULL""")
    int feature(UUID id, Instant at, Instant until, Instant now);

    @Update(
            """
            UPDATE marketplace.listing SET featured = false, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND featured AND featured_until <= #{now}""")
    int endFeature(UUID id, Instant now);

    /** Takes one of the positions; returns 0 when all are taken. */
    @Update("UPDATE marketplace.listing SET filled = filled + 1 WHERE id = #{id} AND filled < positions")
    int fill(UUID id);

    @Update("UPDATE marketplace.listing SET filled = filled - 1 WHERE id = #{id}")
    void free(UUID id);

    /** Nothing can be agreed on about it any more. */
    @Update(
            """
            UPDATE marketplace.listing
            SET deleted_at = #{now}, version = version + 1, updated_at = #{now},
                status = CASE WHEN status = 'COMPLETED' THEN status ELSE 'CANCELLED' END
            WHERE id = #{id} AND deleted_at IS NULL""")
    int delete(UUID id, Instant now);
}

package org.stoa.marketplace.application;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.Json;
import org.stoa.api.data.PageRequest;
import org.stoa.api.value.Money;
import org.stoa.marketplace.Amounts;
import org.stoa.marketplace.Documents;

public interface ApplicationMapper {
    String COLUMNS =
            """
             id, listing_id, user_id, status, cover_letter, questions_version, answers, attachments, price, currency,
            starts_at, ends_at, timezone, reviewed_at, reviewed_by, submitted_at, version, created_at, updated_at
            """;

    /** A row of {@code marketplace.application}. */
    record Row(
            UUID id,
            UUID listingId,
            UUID userId,
            ApplicationStatus status,
            String coverLetter,
            int questionsVersion,
            Json answers,
            Json attachments,
            BigDecimal price,
            String currency,
            Instant startsAt,
            Instant endsAt,
            String timezone,
            Instant reviewedAt,
            UUID reviewedBy,
            Instant submittedAt,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        Application application() {
            Money money = Amounts.money(price, currency);
            return new Application(
                    id,
                    listingId,
                    userId,
                    status,
                    coverLetter,
                    questionsVersion,
                    Documents.list(answers, Answer.class),
                    Documents.list(attachments, Attachment.class),
                    new Terms(money, startsAt, endsAt, timezone),
                    reviewedAt,
                    reviewedBy,
                    submittedAt,
                    version,
                    createdAt,
                    updatedAt);
        }
    }

    /** What is stored of an application that is sent. */
    record Sent(
            UUID id,
            UUID listingId,
            UUID userId,
            String coverLetter,
            int questionsVersion,
            Json answers,
            Json attachments,
            Terms terms,
            String currency,
            Instant now) {}

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM marketplace.application
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after}) AND user_id = #{userId}
            AND (#{status}::text IS NULL OR status = #{status})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> ofUser(
            @Param("userId") UUID userId, @Param("status") ApplicationStatus status, @Param("page") PageRequest page);

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM marketplace.application
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after}) AND listing_id = #{listingId}
            AND (#{status}::text IS NULL OR status = #{status})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> ofListing(
            @Param("listingId") UUID listingId,
            @Param("status") ApplicationStatus status,
            @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM marketplace.application WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM marketplace.application WHERE id = #{id} FOR NO KEY UPDATE")
    Row findAndLock(UUID id);

    @Select("SELECT " + COLUMNS
            + "FROM marketplace.application WHERE listing_id = #{listingId} AND user_id = #{userId}")
    Row findOf(UUID listingId, UUID userId);

    /** Returns 0 when the user has applied before, unless that was withdrawn: then it is sent again. */
    @Insert(
            """
            INSERT INTO marketplace.application AS a (
                tenant_id, id, listing_id, user_id, status, cover_letter, questions_version, answers, attachments, price,
                currency, starts_at, ends_at, timezone, submitted_at, version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{a.id}, #{a.listingId}, #{a.userId}, 'PENDING', #{a.coverLetter}, #{a.questionsVersion},
                #{a.answers}, #{a.attachments}, #{a.terms.price.amount}, #{a.currency}, #{a.terms.start}, #{a.terms.end},
                #{a.terms.timezone}, #{a.now}, 1, #{a.now}, #{a.now})
            ON CONFLICT (tenant_id, listing_id, user_id) DO UPDATE
            SET status = 'PENDING', cover_letter = excluded.cover_letter,
                questions_version = excluded.questions_version, answers = excluded.answers,
                attachments = excluded.attachments, price = excluded.price, currency = excluded.currency,
                starts_at = excluded.starts_at, ends_at = excluded.ends_at, timezone = excluded.timezone,
                reviewed_at = NULL, reviewed_by = NULL, submitted_at = excluded.submitted_at,
                version = a.version + 1, updated_at = excluded.updated_at
            WHERE a.status = 'WITHDRAWN'""")
    int send(@Param("tenantId") UUID tenantId, @Param("a") Sent sent);

    @Update(
            """
            UPDATE marketplace.application
            SET status = #{to}, version = version + 1, updated_at = #{now},
                reviewed_at = CASE WHEN #{reviewer}::uuid IS NULL THEN reviewed_at ELSE #{now} END,
                reviewed_by = coalesce(#{reviewer}, reviewed_by)
            WHERE id = #{id} AND status = #{from}""")
    int changeStatus(
            @Param("id") UUID id,
            @Param("from") ApplicationStatus from,
            @Param("to") ApplicationStatus to,
            @Param("reviewer") UUID reviewer,
            @Param("now") Instant now);

    @Insert(
            """
            INSERT INTO marketplace.message (tenant_id, id, application_id, user_id, text, created_at)
            VALUES (#{tenantId}, #{message.id}, #{message.applicationId}, #{message.userId}, #{message.text},
                #{message.createdAt})""")
    void insertMessage(UUID tenantId, Message message);

    @Select(
            """
            SELECT id, application_id, user_id, text, created_at FROM marketplace.message
            WHERE application_id = #{applicationId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Message> messages(@Param("applicationId") UUID applicationId, @Param("page") PageRequest page);
}

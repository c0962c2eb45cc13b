package org.stoa.api.mail;

import java.util.List;
import java.util.UUID;

/**
 * A mail shall be sent: published in the transaction that gives reason for it, as {@code mail.MailOrdered}; sent after the
 * commit, at least once, and tried again while the server of the mail is away. To a tenant with a test clock it is sent
 * with a mark in the subject.
 *
 * @param userId user of the tenant to whom it goes, at the address that user has then; nobody any more, no mail. Null
 *     where {@code to} is given
 * @param to e-mail address of somebody who is no user; null where {@code userId} is given
 * @param subject one line of up to 200 characters
 * @param text plain, of up to 20,000 characters
 * @param attachments may be empty; up to 5 MiB in all
 */
public record MailOrdered(UUID userId, String to, String subject, String text, List<Attachment> attachments) {

    public MailOrdered {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /** To a user of the tenant, without attachments. */
    public static MailOrdered to(UUID userId, String subject, String text) {
        return new MailOrdered(userId, null, subject, text, List.of());
    }

    /** To an e-mail address, without attachments. */
    public static MailOrdered to(String address, String subject, String text) {
        return new MailOrdered(null, address, subject, text, List.of());
    }

    /**
     * A file that goes along.
     *
     * @param mediaType such as {@code application/pdf}
     */
    public record Attachment(String name, String mediaType, byte[] content) {}
}

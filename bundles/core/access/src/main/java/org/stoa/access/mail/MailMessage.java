package org.stoa.access.mail;

import java.util.List;
import org.stoa.api.mail.MailOrdered.Attachment;

/**
 * A mail in plain text, ready to be sent.
 *
 * @param to e-mail address
 * @param subject one line
 * @param text body with lines of any length, separated by {@code \n}
 * @param id the same whenever the same mail is sent again, so that a mailbox may show it once; null for another each time
 */
public record MailMessage(String to, String subject, String text, List<Attachment> attachments, String id) {

    public MailMessage(String to, String subject, String text) {
        this(to, subject, text, List.of(), null);
    }

    @Override
    public String toString() {
        return "MailMessage[to " + to + ": " + subject + "]";
    }
}

package org.stoa.access.mail;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A mail shall be sent. Published in the transaction that gives reason for it; sent after the commit. It carries no
 * secret: the token of its link is made by the {@link LinkTokens} of the template when the mail is sent.
 *
 * @param to e-mail address
 * @param language BCP 47 tag; German gets German texts, everybody else English ones
 * @param subjectId what the link is about: an identity, an invitation
 * @param values what the text mentions, by name; see {@link MailTemplate}
 */
public record MailRequested(
        MailTemplate template, String to, String language, UUID subjectId, Map<String, String> values) {

    /** Type of the event in the outbox. */
    public static final String TYPE = "access.MailRequested";

    public MailRequested {
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(to, "to");
        values = values == null ? Map.of() : Map.copyOf(values);
    }
}

package org.stoa.access.mail;

/**
 * A mail in plain text, ready to be sent.
 *
 * @param to e-mail address
 * @param subject one line
 * @param text body with lines of any length, separated by {@code \n}
 */
public record MailMessage(String to, String subject, String text) {

    @Override
    public String toString() {
        return "MailMessage[to " + to + ": " + subject + "]";
    }
}

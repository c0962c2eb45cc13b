package org.stoa.api.mail;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.stoa.api.value.SingleLine;

/**
 * A mail shall be sent: published in the transaction that gives reason for it, as {@code mail.MailOrdered}; sent after the
 * commit, at least once, and tried again while the server of the mail is away. To a tenant with a test clock it is sent
 * with a mark in the subject. What is out of bounds throws {@link IllegalArgumentException}, since nobody could be told
 * later.
 *
 * @param userId user of the tenant to whom it goes, at the address that user has then; gone or suspended by then, no mail.
 *     Null where {@code to} is given
 * @param to e-mail address of somebody who is no user, up to 254 characters; null where {@code userId} is given
 * @param subject one line of up to 200 characters; use {@link #line} on what people wrote
 * @param text plain, of up to 20,000 characters
 * @param attachments up to 10, of up to 5 MiB in all; null for none
 */
public record MailOrdered(UUID userId, String to, String subject, String text, List<Attachment> attachments) {

    public static final int MAX_SUBJECT = 200;
    public static final int MAX_TEXT = 20_000;
    public static final int MAX_ATTACHMENTS = 10;
    public static final int MAX_ATTACHED_BYTES = 5 * 1024 * 1024;

    private static final int MAX_ADDRESS = 254;
    private static final Pattern ONE_LINE = Pattern.compile(SingleLine.FORM);
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069]+");
    private static final String ATOM = "[^\\s\\p{Cntrl}.,;:<>\"()\\[\\]\\\\@]+";
    private static final String LABEL = "[\\p{L}\\p{Nd}]([\\p{L}\\p{Nd}-]{0,61}[\\p{L}\\p{Nd}])?";
    /** What the mail library takes, which refuses more than dots in the wrong places. */
    private static final Pattern ADDRESS =
            Pattern.compile(ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*");

    public MailOrdered {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        if ((userId == null) == (to == null)) {
            throw new IllegalArgumentException("a mail goes either to a user (userId) or to an address (to)");
        }
        if (to != null && (to.length() > MAX_ADDRESS || !ADDRESS.matcher(to).matches())) {
            throw new IllegalArgumentException("to must be one e-mail address of up to " + MAX_ADDRESS + " characters");
        }
        requireLine("subject", subject, MAX_SUBJECT);
        if (text == null || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("text must have up to " + MAX_TEXT + " characters");
        }
        if (attachments.size() > MAX_ATTACHMENTS) {
            throw new IllegalArgumentException("attachments must not be more than " + MAX_ATTACHMENTS);
        }
        long bytes =
                attachments.stream().mapToLong(file -> file.content().length).sum();
        if (bytes > MAX_ATTACHED_BYTES) {
            throw new IllegalArgumentException(
                    "attachments must not be larger than " + MAX_ATTACHED_BYTES + " bytes in all, but are " + bytes);
        }
    }

    /** To a user of the tenant, without attachments. */
    public static MailOrdered to(UUID userId, String subject, String text) {
        return new MailOrdered(userId, null, subject, text, List.of());
    }

    /** To an e-mail address, without attachments. */
    public static MailOrdered to(String address, String subject, String text) {
        return new MailOrdered(null, address, subject, text, List.of());
    }

    /** Whether a mail can be ordered to this address; false for null. */
    public static boolean isAddress(String address) {
        return address != null
                && address.length() <= MAX_ADDRESS
                && ADDRESS.matcher(address).matches();
    }

    /** What people wrote, fit for a subject: control characters become spaces, and what is too long is cut. */
    public static String line(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        if (line.length() <= MAX_SUBJECT) {
            return line;
        }
        int end = MAX_SUBJECT - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static void requireLine(String field, String value, int length) {
        if (value == null
                || value.isBlank()
                || value.length() > length
                || !ONE_LINE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must be one line of 1 to " + length + " characters without control characters");
        }
    }

    /** Without the content of the mail, which may be private. */
    @Override
    public String toString() {
        return "MailOrdered[to " + (to == null ? "user " + userId : to) + ", " + attachments.size() + " attachments]";
    }

    /**
     * A file that goes along.
     *
     * @param name one line of up to 150 characters, without folders
     * @param mediaType such as {@code application/pdf}, without parameters
     */
    public record Attachment(String name, String mediaType, byte[] content) {

        private static final int MAX_NAME = 150;
        private static final Pattern MEDIA_TYPE =
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}");

        public Attachment {
            requireLine("the name of an attachment", name, MAX_NAME);
            if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("the name of an attachment must not contain / or \\");
            }
            if (mediaType == null || !MEDIA_TYPE.matcher(mediaType).matches()) {
                throw new IllegalArgumentException("mediaType must be one such as application/pdf");
            }
            if (content == null) {
                throw new IllegalArgumentException("an attachment must have content");
            }
        }
    }
}

package org.stoa.access.mail;

import java.util.Locale;

/**
 * How mails leave the platform.
 *
 * @param host name of the SMTP server; empty when there is none
 * @param user empty for a server that asks for no credentials
 * @param from the sender's address
 */
record MailSettings(String host, int port, String user, String password, String from, Tls tls) {

    /** How the connection is protected. */
    enum Tls {
        NONE,
        STARTTLS,
        SSL;

        static Tls parse(String text) {
            try {
                return valueOf(text.strip().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "org.stoa.access: smtp.tls is '" + text + "' but must be none, starttls or ssl", e);
            }
        }
    }

    boolean hasServer() {
        return !host.isEmpty();
    }

    @Override
    public String toString() {
        return "MailSettings[" + tls + " " + host + ":" + port + "]";
    }
}

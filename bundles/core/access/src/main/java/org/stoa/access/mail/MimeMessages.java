package org.stoa.access.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Mails in the form of RFC 5322. */
final class MimeMessages {

    private MimeMessages() {}

    static MimeMessage of(MailMessage message, String from, Session session, Instant sentAt) throws MessagingException {
        MimeMessage mime = new MimeMessage(session);
        mime.setFrom(new InternetAddress(from, true));
        mime.setRecipient(Message.RecipientType.TO, new InternetAddress(message.to(), true));
        mime.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mime.setText(message.text().replace("\n", "\r\n"), StandardCharsets.UTF_8.name());
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setSentDate(Date.from(sentAt));
        mime.saveChanges();
        return mime;
    }

    /**
     * Runs {@code work} with the class loader under which the mail library finds its providers and content handlers;
     * in OSGi the caller's is another.
     */
    static void withMailClassLoader(MailWork work) throws MessagingException, java.io.IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Something done with the mail library. */
    interface MailWork {
        void run() throws MessagingException, java.io.IOException;
    }
}

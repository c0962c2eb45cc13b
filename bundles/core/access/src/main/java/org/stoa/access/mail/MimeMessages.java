package org.stoa.access.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.stoa.api.mail.MailOrdered.Attachment;

/** Mails in the form of RFC 5322. */
final class MimeMessages {

    private MimeMessages() {}

    static MimeMessage of(MailMessage message, String from, Session session, Instant sentAt) throws MessagingException {
        MimeMessage mime = message.id() == null ? new MimeMessage(session) : new Identified(session, message.id());
        mime.setFrom(new InternetAddress(from, true));
        mime.setRecipient(Message.RecipientType.TO, new InternetAddress(message.to(), true));
        mime.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        String text = message.text().lines().collect(Collectors.joining("\r\n", "", "\r\n"));
        if (message.attachments().isEmpty()) {
            mime.setText(text, StandardCharsets.UTF_8.name());
        } else {
            MimeMultipart parts = multipart(text, message.attachments());
            DataHandler content = new DataHandler(parts, parts.getContentType());
            content.setCommandMap(new MultipartCommands());
            mime.setDataHandler(content);
        }
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setSentDate(Date.from(sentAt));
        mime.saveChanges();
        return mime;
    }

    /** Whether it failed because the mail goes to what is no address; a wrong one of ours can be set right. */
    static boolean isToNobody(Throwable failure, MailMessage message) {
        return failure instanceof AddressException wrong && message.to().equals(wrong.getRef());
    }

    private static MimeMultipart multipart(String text, List<Attachment> attachments) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart body = new MimeBodyPart();
        body.setText(text, StandardCharsets.UTF_8.name());
        parts.addBodyPart(body);
        for (Attachment attachment : attachments) {
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.mediaType())));
            file.setFileName(attachment.name());
            file.setDisposition(Part.ATTACHMENT);
            file.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(file);
        }
        return parts;
    }

    /** One whose {@code Message-ID} is said by us. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@stoa>");
        }
    }

    /**
     * Runs {@code work} with the class loader under which the mail library finds its providers; in OSGi the caller's is
     * another.
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

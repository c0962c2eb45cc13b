package org.stoa.access.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Sends mails to an SMTP server, one connection per mail. */
final class SmtpTransport implements MailTransport {

    private static final String TIMEOUT_MILLIS = "15000";
    private static final int PERMANENT_FROM = 500;

    private final MailSettings settings;
    private final Clock clock;
    private final Session session;

    SmtpTransport(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings));
    }

    @Override
    public void send(MailMessage message) {
        try {
            MimeMessages.withMailClassLoader(() -> transmit(message));
        } catch (MessagingException | IOException e) {
            throw new MailException(
                    "the SMTP server " + settings.host() + ":" + settings.port() + " did not take the mail: "
                            + e.getMessage(),
                    e,
                    isHopeless(e, message));
        }
    }

    /** Whether the address is none, or the server says that it never takes a mail to it. */
    private static boolean isHopeless(Throwable failure, MailMessage message) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (MimeMessages.isToNobody(each, message)
                    || each instanceof SMTPAddressFailedException refused
                            && refused.getReturnCode() >= PERMANENT_FROM) {
                return true;
            }
        }
        return false;
    }

    private void transmit(MailMessage message) throws MessagingException {
        MimeMessage mime = MimeMessages.of(message, settings.from(), session, clock.instant());
        try (Transport transport = session.getTransport(settings.tls() == MailSettings.Tls.SSL ? "smtps" : "smtp")) {
            if (settings.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(settings.user(), settings.password());
            }
            transport.sendMessage(mime, mime.getAllRecipients());
        }
    }

    private static Properties properties(MailSettings settings) {
        String protocol = settings.tls() == MailSettings.Tls.SSL ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "host", settings.host());
        properties.setProperty(prefix + "port", Integer.toString(settings.port()));
        properties.setProperty(
                prefix + "auth", Boolean.toString(!settings.user().isEmpty()));
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (settings.tls() == MailSettings.Tls.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }
}

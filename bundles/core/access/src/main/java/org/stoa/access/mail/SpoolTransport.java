package org.stoa.access.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.access.PrivateFiles;
import org.stoa.api.data.Ids;

/** Where there is no SMTP server: writes mails into a folder, as {@code .eml} files that only their owner can read. */
final class SpoolTransport implements MailTransport {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolTransport.class);

    private final Path folder;
    private final String from;
    private final Clock clock;
    private final Session session = Session.getInstance(new Properties());

    SpoolTransport(Path folder, String from, Clock clock) {
        this.folder = folder;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public void send(MailMessage message) {
        String name = Ids.next().toString();
        Path file = folder.resolve(name + ".eml");
        try {
            PrivateFiles.createFolder(folder);
            MimeMessages.withMailClassLoader(() -> write(message, folder.resolve(name + ".part"), file));
        } catch (MessagingException | IOException e) {
            throw new MailException(
                    "the mail could not be written to " + folder + ": " + e.getMessage(),
                    e,
                    MimeMessages.isToNobody(e, message));
        }
        LOG.info(
                "No SMTP server is set (smtp.host): the mail \"{}\" to {} is in {}",
                message.subject(),
                message.to(),
                file);
    }

    private void write(MailMessage message, Path part, Path file) throws MessagingException, IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PrivateFiles.filePermissions(folder));
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            MimeMessage mime = MimeMessages.of(message, from, session, clock.instant());
            if (message.attachments().isEmpty()) {
                // read by people and their tools: no line, and so no link, is broken in two
                mime.setHeader("Content-Transfer-Encoding", "8bit");
            }
            mime.writeTo(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

package org.stoa.access.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.CommandInfo;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.stoa.api.mail.MailOrdered.Attachment;

class MimeMessagesTest {

    /** Between bundles of OSGi the library does not find what writes a mail of several parts. */
    @Test
    void oneWithFilesIsWrittenWhereTheLibraryFindsNoHandlers() throws Exception {
        Attachment file =
                new Attachment("Rechnung.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        MailMessage message = new MailMessage("a@example.org", "Rechnung", "Grüße", List.of(file), "1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandMap.setDefaultCommandMap(new NoCommands());
        try {
            MimeMessages.of(message, "stoa@example.org", Session.getInstance(new Properties()), Instant.EPOCH)
                    .writeTo(out);
        } finally {
            CommandMap.setDefaultCommandMap(null);
        }

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains("Content-Type: multipart/mixed", "Content-Type: application/pdf", "JVBERi0xLjc=");
    }

    private static final class NoCommands extends CommandMap {
        @Override
        public DataContentHandler createDataContentHandler(String mediaType) {
            return null;
        }

        @Override
        public CommandInfo[] getPreferredCommands(String mediaType) {
            return new CommandInfo[0];
        }

        @Override
        public CommandInfo[] getAllCommands(String mediaType) {
            return new CommandInfo[0];
        }

        @Override
        public CommandInfo getCommand(String mediaType, String name) {
            return null;
        }
    }
}

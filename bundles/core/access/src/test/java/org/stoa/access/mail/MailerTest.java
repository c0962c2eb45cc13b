package org.stoa.access.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.data.Ids;
import org.stoa.api.event.DomainEvent;
import org.stoa.testkit.MutableClock;

class MailerTest {

    private static final String URL = "https://go.example.org";

    private final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");

    /** Makes the same token for everybody, or none. */
    private record OneToken(String token) implements LinkTokens {

        @Override
        public Set<MailTemplate> templates() {
            return EnumSet.complementOf(EnumSet.of(MailTemplate.PASSWORD_SETUP));
        }

        @Override
        public Optional<String> issue(MailRequested mail) {
            return Optional.ofNullable(token);
        }
    }

    private static DomainEvent<MailRequested> event(
            MailTemplate template, String language, Map<String, String> values) {
        return new DomainEvent<>(
                Ids.next(),
                MailRequested.TYPE,
                null,
                Instant.EPOCH,
                new MailRequested(template, "anna@example.org", language, Ids.next(), values));
    }

    private static Mailer mailer(MailTransport transport, String token) {
        return new Mailer(transport, new MailTexts(URL + "/"), List.of(new OneToken(token)));
    }

    private static MailMessage compose(MailTemplate template, String language, Map<String, String> values) {
        List<MailMessage> sent = new ArrayList<>();
        mailer(sent::add, "t0ken").on(event(template, language, values));
        return sent.get(0);
    }

    @Test
    void mailHoldsTheLinkAndTheToken() {
        MailMessage mail = compose(MailTemplate.PASSWORD_RESET, "en-GB", Map.of("realm", "x"));

        assertThat(mail.to()).isEqualTo("anna@example.org");
        assertThat(mail.subject()).isEqualTo("Set a new password");
        assertThat(mail.text())
                .contains("anna@example.org")
                .contains("\nhttps://go.example.org/password-reset#token=t0ken\n")
                .contains("\nt0ken\n")
                .doesNotContain("{", "}");
    }

    @Test
    void everyMailIsThereInBothLanguages() {
        Map<String, String> values = Map.of("tenant", "Go Models", "inviter", "Bert");
        for (MailTemplate template : EnumSet.complementOf(EnumSet.of(MailTemplate.PASSWORD_SETUP))) {
            MailMessage english = compose(template, "en", values);
            MailMessage german = compose(template, "de-AT", values);

            assertThat(english.text()).startsWith("Hello,").doesNotContain("{");
            assertThat(german.text()).startsWith("Guten Tag,").doesNotContain("{");
            for (MailMessage mail : List.of(english, german)) {
                assertThat(mail.text().contains("#token=t0ken"))
                        .as("%s", template)
                        .isEqualTo(template.hasLink());
            }
            assertThat(german.subject()).isNotEqualTo(english.subject()).doesNotContain("{");
        }
        assertThat(compose(MailTemplate.INVITATION, "fr", values).text()).startsWith("Hello,");
        assertThat(compose(MailTemplate.INVITATION, null, values).subject()).isEqualTo("Invitation to Go Models");
    }

    @Test
    void valuesCannotAddLinesOrHeaders() {
        MailMessage mail = compose(
                MailTemplate.INVITATION,
                "en",
                Map.of("tenant", "Evil\r\nBcc: all@example.org", "inviter", "x\n\nPay here {link} $1 \\"));

        assertThat(mail.subject()).isEqualTo("Invitation to Evil Bcc: all@example.org");
        assertThat(mail.text()).contains("x Pay here {link} $1 \\ invites you");
    }

    @Test
    void pointlessMailIsNotSent() {
        List<MailMessage> sent = new ArrayList<>();
        mailer(sent::add, null).on(event(MailTemplate.PASSWORD_RESET, "en", Map.of()));

        assertThat(sent).isEmpty();
    }

    @Test
    void mailWhoseTokensNobodyMakesYetIsTriedLater() {
        assertThatIllegalStateException()
                .isThrownBy(() -> mailer(mail -> {}, "x").on(event(MailTemplate.PASSWORD_SETUP, "en", Map.of())));
    }

    @Test
    void withoutServerMailsGoIntoAFolder(@TempDir Path folder) throws Exception {
        MailSettings none = new MailSettings("", 25, "", "", "stoa@example.org", MailSettings.Tls.NONE);
        Mailer mailer = mailer(Mailer.transport(none, folder.resolve("var"), clock), "t0ken");

        mailer.on(event(MailTemplate.PASSWORD_RESET, "de", Map.of()));
        mailer.on(event(MailTemplate.EMAIL_VERIFICATION, "de", Map.of()));

        Path mails = folder.resolve("var").resolve("mail");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mails)))
                .isEqualTo("rwx------");
        List<Path> files = files(mails);
        assertThat(files).hasSize(2).allSatisfy(file -> {
            assertThat(file.toString()).endsWith(".eml");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        });
        assertThat(Files.readString(files.get(0))).contains("\r\n" + URL + "/password-reset#token=t0ken\r\n");
        try (InputStream in = Files.newInputStream(files.get(0))) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            assertThat(mail.getSubject()).isEqualTo("Neues Passwort setzen");
            assertThat(mail.getFrom()[0]).hasToString("stoa@example.org");
            assertThat(mail.getContent().toString()).contains("möchte").contains("t0ken");
            assertThat(mail.getSentDate().toInstant()).isEqualTo(clock.instant());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void folderThatCannotBeWrittenIsAFailure(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("var"), "in the way");
        MailSettings none = new MailSettings("", 25, "", "", "stoa@example.org", MailSettings.Tls.NONE);

        assertThatExceptionOfType(MailException.class).isThrownBy(() -> mailer(Mailer.transport(none, file, clock), "x")
                .on(event(MailTemplate.PASSWORD_RESET, "en", Map.of())));
    }

    @Test
    void serverGetsTheMail(@TempDir Path folder) throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            MailSettings settings = new MailSettings(
                    "127.0.0.1", server.getSmtp().getPort(), "", "", "stoa@example.org", MailSettings.Tls.NONE);
            mailer(Mailer.transport(settings, folder, clock), "t0ken")
                    .on(event(MailTemplate.INVITATION, "de", Map.of("tenant", "Müller & Söhne", "inviter", "Jürgen")));

            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(mails).hasSize(1);
            assertThat(mails[0].getSubject()).isEqualTo("Einladung zu Müller & Söhne");
            assertThat(mails[0].getRecipients(Message.RecipientType.TO)[0]).hasToString("anna@example.org");
            assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mails[0].getContent().toString())
                    .contains("Jürgen lädt Sie")
                    .contains(URL + "/invitation#token=t0ken");
            assertThat(folder).isEmptyDirectory();
        } finally {
            server.stop();
        }
    }

    @Test
    void serverWithCredentialsGetsThem(@TempDir Path folder) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(new GreenMailConfiguration().withUser("mailer", "s3cret"));
        server.start();
        try {
            MailSettings right = new MailSettings(
                    "127.0.0.1",
                    server.getSmtp().getPort(),
                    "mailer",
                    "s3cret",
                    "stoa@example.org",
                    MailSettings.Tls.NONE);
            mailer(Mailer.transport(right, folder, clock), "x").on(event(MailTemplate.PASSWORD_RESET, "en", Map.of()));
            assertThat(server.getReceivedMessages()).hasSize(1);

            MailSettings wrong = new MailSettings(
                    "127.0.0.1",
                    server.getSmtp().getPort(),
                    "mailer",
                    "wrong",
                    "stoa@example.org",
                    MailSettings.Tls.NONE);
            assertThatExceptionOfType(MailException.class)
                    .isThrownBy(() -> mailer(Mailer.transport(wrong, folder, clock), "x")
                            .on(event(MailTemplate.PASSWORD_RESET, "en", Map.of())))
                    .withMessageContaining("127.0.0.1")
                    .withMessageNotContaining("wrong");
        } finally {
            server.stop();
        }
    }

    @Test
    void serverThatOffersNoEncryptionIsNotUsedWhereItIsAskedFor(@TempDir Path folder) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            MailSettings settings = new MailSettings(
                    "127.0.0.1", server.getSmtp().getPort(), "", "", "stoa@example.org", MailSettings.Tls.STARTTLS);

            assertThatExceptionOfType(MailException.class)
                    .isThrownBy(() -> mailer(Mailer.transport(settings, folder, clock), "x")
                            .on(event(MailTemplate.PASSWORD_RESET, "en", Map.of())));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void serverThatIsAwayIsAFailureToBeTriedAgain(@TempDir Path folder) {
        MailSettings settings = new MailSettings("127.0.0.1", 1, "", "", "stoa@example.org", MailSettings.Tls.NONE);

        assertThatExceptionOfType(MailException.class)
                .isThrownBy(() -> mailer(Mailer.transport(settings, folder, clock), "x")
                        .on(event(MailTemplate.PASSWORD_RESET, "en", Map.of())))
                .withMessageContaining("127.0.0.1:1");
    }

    @Test
    void kindOfEncryptionIsReadFromTheSettings() {
        assertThat(MailSettings.Tls.parse(" StartTLS ")).isEqualTo(MailSettings.Tls.STARTTLS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailSettings.Tls.parse("yes"))
                .withMessageContaining("none, starttls or ssl");
    }

    @Test
    void passwordOfTheServerIsNotPrinted() {
        assertThat(new MailSettings("h", 1, "u", "s3cret", "f", MailSettings.Tls.NONE).toString())
                .doesNotContain("s3cret");
    }
}

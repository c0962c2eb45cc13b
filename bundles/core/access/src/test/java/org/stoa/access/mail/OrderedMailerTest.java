package org.stoa.access.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.access.AccessFixture;
import org.stoa.access.user.UserMapper;
import org.stoa.api.data.Ids;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.tenant.Tenant;
import org.stoa.testkit.FakeTenantClock;

class OrderedMailerTest {

    private static AccessFixture access;
    private static FakeTenantClock clock;
    private static GreenMail server;
    private static Tenant tenant;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
        clock = new FakeTenantClock(access.clock);
        tenant = access.tenant("agency");
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
        access.close();
    }

    private static OrderedMailer mailer() {
        MailSettings settings = new MailSettings(
                "127.0.0.1", server.getSmtp().getPort(), "", "", "stoa@example.org", MailSettings.Tls.NONE);
        return new OrderedMailer(new SmtpTransport(settings, access.clock), access.users, clock, access.clock);
    }

    private static DomainEvent<MailOrdered> event(UUID tenantId, MailOrdered mail) {
        return new DomainEvent<>(Ids.next(), "mail.MailOrdered", tenantId, access.clock.instant(), mail);
    }

    private static List<MimeMessage> received(String address) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> to(mail).equals(address))
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void userIsWrittenToAtTheAddressOfThatTime() throws Exception {
        User user = access.user(tenant, "reader", "User");

        mailer().on(event(tenant.id(), MailOrdered.to(user.id(), "Größe 🙂", "Line one\nLine two\r\nLine three")));

        MimeMessage mail = received(user.email()).get(0);
        assertThat(mail.getSubject()).isEqualTo("Größe 🙂");
        assertThat(mail.getContent().toString()).startsWith("Line one\r\nLine two\r\nLine three");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void userWhoIsGoneSuspendedOrOfAnotherTenantGetsNothing() {
        User suspended = access.user(tenant, "suspended", "User");
        access.users.changeStatus(access.operator().withTenant(tenant.id()), suspended.id(), UserStatus.SUSPENDED);
        Tenant other = access.tenant("other-agency");
        User foreign = access.user(other, "foreign", "User");
        int before = server.getReceivedMessages().length;

        mailer().on(event(tenant.id(), MailOrdered.to(suspended.id(), "s", "t")));
        mailer().on(event(tenant.id(), MailOrdered.to(Ids.next(), "s", "t")));
        mailer().on(event(tenant.id(), MailOrdered.to(foreign.id(), "s", "t")));

        assertThat(server.getReceivedMessages()).hasSize(before);
    }

    @Test
    void filesGoAlong() throws Exception {
        byte[] content = new byte[100_000];
        content[99_999] = -1;
        MailOrdered.Attachment file =
                new MailOrdered.Attachment("Rechnung Müller \"2026\".pdf", "application/pdf", content);

        mailer().on(event(tenant.id(), new MailOrdered(null, "files@example.org", "s", "Grüße", List.of(file))));

        MimeMultipart parts =
                (MimeMultipart) received("files@example.org").get(0).getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Grüße\r\n");
        BodyPart attached = parts.getBodyPart(1);
        assertThat(attached.getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(MimeUtility.decodeText(attached.getFileName())).isEqualTo("Rechnung Müller \"2026\".pdf");
        assertThat(attached.getContentType()).startsWith("application/pdf");
        assertThat(attached.getInputStream().readAllBytes()).isEqualTo(content);
    }

    @Test
    void mailIsSentOnceItsTransactionIsCommitted() throws Exception {
        MailOrdered.Attachment file =
                new MailOrdered.Attachment("a.bin", "application/octet-stream", new byte[] {1, -1});
        MailOrdered mail = new MailOrdered(null, "outbox@example.org", "Größe", "a\nb", List.of(file));
        access.database.write(access.operator().withTenant(tenant.id()), UserMapper.class, (mapper, transaction) -> {
            transaction.publish(mail);
            return true;
        });

        access.databases.deliverEvents(mailer());

        MimeMultipart parts =
                (MimeMultipart) received("outbox@example.org").get(0).getContent();
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(1, -1);
    }

    @Test
    void whatATestClockHasMadeSaysSo() throws Exception {
        Tenant test = access.tenant("walked");
        clock.tests.add(test.id());

        mailer().on(event(test.id(), MailOrdered.to("test@example.org", "Invoice", "t")));

        assertThat(received("test@example.org").get(0).getSubject()).isEqualTo("[TEST] Invoice");
    }

    @Test
    void mailThatIsSentAgainIsKnownAsTheSame() throws Exception {
        DomainEvent<MailOrdered> event = event(tenant.id(), MailOrdered.to("again@example.org", "s", "t"));
        mailer().on(event);
        mailer().on(event);

        List<MimeMessage> mails = received("again@example.org");
        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).getMessageID())
                .isEqualTo("<" + event.id() + "@stoa>")
                .isEqualTo(mails.get(1).getMessageID());
    }

    @Test
    void mailThatCannotBeSentYetIsTriedAgain() {
        MailSettings away = new MailSettings("127.0.0.1", 1, "", "", "stoa@example.org", MailSettings.Tls.NONE);
        OrderedMailer mailer =
                new OrderedMailer(new SmtpTransport(away, access.clock), access.users, clock, access.clock);
        assertThatExceptionOfType(MailException.class)
                .isThrownBy(() -> mailer.on(event(tenant.id(), MailOrdered.to("a@example.org", "s", "t"))));

        OrderedMailer withoutClock = new OrderedMailer(mail -> {}, access.users, null, access.clock);
        assertThatIllegalStateException()
                .isThrownBy(() -> withoutClock.on(event(tenant.id(), MailOrdered.to("a@example.org", "s", "t"))));
    }

    @Test
    void mailThatCanNeverBeSentIsGivenUp() {
        MailSettings away = new MailSettings("127.0.0.1", 1, "", "", "stoa@example.org", MailSettings.Tls.NONE);
        OrderedMailer mailer =
                new OrderedMailer(new SmtpTransport(away, access.clock), access.users, clock, access.clock);
        MailOrdered mail = MailOrdered.to("a@example.org", "s", "t");
        mailer.on(new DomainEvent<>(
                Ids.next(),
                "mail.MailOrdered",
                tenant.id(),
                access.clock.instant().minus(Duration.ofDays(3)).minusSeconds(1),
                mail));

        OrderedMailer refused = new OrderedMailer(
                message -> {
                    throw new MailException("no such mailbox", null, true);
                },
                access.users,
                clock,
                access.clock);
        refused.on(event(tenant.id(), mail));
    }

    @Test
    void serverThatKnowsNoSuchMailboxIsBelieved() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> refuse(socket));
            answers.start();
            MailSettings settings = new MailSettings(
                    "127.0.0.1", socket.getLocalPort(), "", "", "stoa@example.org", MailSettings.Tls.NONE);
            MailTransport transport = new SmtpTransport(settings, access.clock);
            MailMessage message = new MailMessage("nobody@example.org", "s", "t", List.of(), "1");
            assertThatExceptionOfType(MailException.class)
                    .isThrownBy(() -> transport.send(message))
                    .satisfies(e -> assertThat(e.isHopeless()).isTrue());
            MailMessage none = new MailMessage("a..b@example.org", "s", "t", List.of(), "2");
            assertThatExceptionOfType(MailException.class)
                    .isThrownBy(() -> transport.send(none))
                    .satisfies(e -> assertThat(e.isHopeless()).isTrue());
            answers.join();
        }
    }

    /** One connection with a server that takes mails to nobody. */
    private static void refuse(ServerSocket socket) {
        try (Socket client = socket.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            out.write("220 here\r\n".getBytes(StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = line.startsWith("RCPT") ? "550 no such mailbox" : "250 ok";
                out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutServerFilesGoIntoTheFolderToo(@TempDir Path folder) throws Exception {
        MailOrdered.Attachment file = new MailOrdered.Attachment("a.pdf", "application/pdf", new byte[] {1, 2, 3});
        OrderedMailer mailer = new OrderedMailer(
                new SpoolTransport(folder, "stoa@example.org", access.clock), access.users, clock, access.clock);

        mailer.on(event(tenant.id(), new MailOrdered(null, "spool@example.org", "s", "t", List.of(file))));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(Files.readString(files.findFirst().orElseThrow())).contains("filename=a.pdf", "AQID");
        }
    }
}

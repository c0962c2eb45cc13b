package org.stoa.access.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.session.SignInFixture;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;

/** From the request to the link that works, through the outbox. */
class LinksByMailTest {

    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]{43})\n");

    private final SignInFixture signIn = new SignInFixture();
    private final List<MailMessage> sent = new ArrayList<>();
    private boolean serverIsAway;
    private final MailTransport transport = mail -> {
        if (serverIsAway) {
            throw new MailException("away", null);
        }
        sent.add(mail);
    };
    private final Mailer mailer = new Mailer(
            transport,
            new MailTexts("https://go.example.org"),
            List.of(signIn.access.passwordResets, signIn.access.verifications, signIn.access.invitationTokens));

    private Tenant tenant;
    private User user;

    @BeforeEach
    void createUser() {
        tenant = signIn.access.tenant("mail");
        user = signIn.user(tenant, "person@example.org", "User");
        deliver();
        sent.clear();
    }

    @AfterEach
    void stop() {
        signIn.close();
    }

    private void deliver() {
        signIn.access.databases.deliverEvents(mailer);
    }

    private String token() {
        Matcher matcher = TOKEN.matcher(sent.get(sent.size() - 1).text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void resetLinkWorks() {
        signIn.access.passwordResets.request(signIn.stranger(), "Person@Example.org", null);
        deliver();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).to()).isEqualTo("person@example.org");
        signIn.access.passwordResets.confirm(signIn.stranger(), token(), "another horse battery");
        assertThat(signIn.login("person@example.org", "another horse battery")).isNotNull();
    }

    @Test
    void strangerGetsNoMail() {
        signIn.access.passwordResets.request(signIn.stranger(), "ghost@example.org", null);
        deliver();

        assertThat(sent).isEmpty();
    }

    @Test
    void newUserWithoutPasswordSetsOne() {
        User invited = signIn.access.user(tenant, "new", "User");
        deliver();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).subject()).isEqualTo("Set your password for " + tenant.name());
        signIn.access.passwordResets.confirm(signIn.stranger(), token(), "another horse battery");
        assertThat(signIn.call(signIn.login(invited.email(), "another horse battery"))
                        .tenantId())
                .isEqualTo(tenant.id());
    }

    @Test
    void verificationLinkWorksInTheLanguageOfTheCaller() {
        CallContext call = signIn.call(signIn.login(user));
        CallContext german = new CallContext(
                call.tenantId(), call.caller(), call.permissions(), Locale.GERMANY, call.request(), null);
        signIn.access.verifications.requestAgain(german);
        deliver();

        assertThat(sent.get(0).subject()).isEqualTo("E-Mail-Adresse bestätigen");
        signIn.access.verifications.confirm(signIn.stranger(), token());
        assertThat(signIn.access.identity(user.identityId()).emailVerifiedAt()).isNotNull();
    }

    @Test
    void mailIsTriedAgainWhenTheServerWasAway() {
        serverIsAway = true;
        signIn.access.passwordResets.request(signIn.stranger(), user.email(), null);
        deliver();
        assertThat(sent).isEmpty();

        serverIsAway = false;
        signIn.clock.advance(java.time.Duration.ofMinutes(30));
        deliver();

        assertThat(sent).hasSize(1);
        signIn.access.passwordResets.confirm(signIn.stranger(), token(), "another horse battery");
    }
}

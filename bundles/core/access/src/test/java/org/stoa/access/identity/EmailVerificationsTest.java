package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.session.SignInFixture;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;

class EmailVerificationsTest {

    private static SignInFixture signIn;
    private static int number;

    private User user;
    private CallContext call;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @BeforeEach
    void signIn() {
        signIn.clock.advance(Duration.ofDays(2));
        number++;
        user = signIn.user(signIn.access.tenant("verify-" + number), "person-" + number + "@example.org", "User");
        call = signIn.call(signIn.login(user));
    }

    private MailRequested lastMail() {
        List<MailRequested> mails = mails();
        return mails.get(mails.size() - 1);
    }

    private List<MailRequested> mails() {
        return signIn.access.deliverMails().stream()
                .filter(mail -> mail.template() == MailTemplate.EMAIL_VERIFICATION
                        && mail.to().equals(user.email()))
                .toList();
    }

    private String token() {
        signIn.access.verifications.requestAgain(call);
        return signIn.access.verifications.issue(lastMail()).orElseThrow();
    }

    private void confirm(String token) {
        signIn.access.verifications.confirm(signIn.stranger(), token);
    }

    @Test
    void linkConfirmsTheAddress() {
        confirm(token());

        assertThat(signIn.access.identity(user.identityId()).emailVerifiedAt()).isEqualTo(signIn.clock.instant());
        assertThat(signIn.access.audited(null)).contains("email.verify");
    }

    @Test
    void linkIsGoodOnceAndForADay() {
        String late = token();
        signIn.clock.advance(Duration.ofDays(1));
        assertRefused(400, "one-time-token-invalid", null, () -> confirm(late));

        call = signIn.call(signIn.login(user));
        String used = token();
        confirm(used);
        assertRefused(400, "one-time-token-invalid", null, () -> confirm(used));
    }

    @Test
    void confirmedAddressGetsNoMoreMails() {
        confirm(token());
        int before = mails().size();

        signIn.access.verifications.requestAgain(call);

        assertThat(mails()).hasSize(before);
    }

    @Test
    void mailThatIsDeliveredAfterwardsIsPointless() {
        String token = token();
        MailRequested mail = lastMail();
        confirm(token);

        assertThat(signIn.access.verifications.issue(mail)).isEmpty();
    }

    @Test
    void madeUpTokenIsRefused() {
        assertRefused(400, "one-time-token-invalid", null, () -> confirm("' OR '1'='1"));
    }

    @Test
    void mailIsNotSentTooOften() {
        int before = mails().size();
        for (int i = 0; i < 9; i++) {
            signIn.access.verifications.requestAgain(call);
        }

        assertThat(mails()).hasSize(before + 5);
    }
}

package org.stoa.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.access.Housekeeping;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;

class SessionsTest {

    private static SignInFixture signIn;
    private static int number;

    private Tenant tenant;
    private User user;
    private TokenPair one;
    private TokenPair other;

    @BeforeAll
    static void start() {
        signIn = new SignInFixture();
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @BeforeEach
    void signInTwice() {
        number++;
        tenant = signIn.access.tenant("sessions-" + number);
        user = signIn.user(tenant, "person-" + number + "@example.org", "User");
        one = signIn.login(user);
        other = signIn.login(user);
    }

    @Test
    void listShowsTheRunningSessionsOfThePersonAlone() {
        signIn.login(signIn.user(tenant, "neighbour-" + number + "@example.org", "User"));
        TokenPair ended = signIn.login(user);
        signIn.sessions.logout(signIn.call(ended));

        Page<Session> page = signIn.sessions.list(signIn.call(one), PageRequest.first());

        assertThat(page.items()).extracting(Session::id).containsExactly(id(other), id(one));
        assertThat(page.items()).allSatisfy(session -> {
            assertThat(session.tenantId()).isEqualTo(tenant.id());
            assertThat(session.clientAddress()).isEqualTo(SignInFixture.ADDRESS);
            assertThat(session.userAgent()).isEqualTo("test");
            assertThat(session.expiresAt()).isEqualTo(session.createdAt().plus(Duration.ofDays(30)));
        });
    }

    @Test
    void listIsPaged() {
        Page<Session> first = signIn.sessions.list(signIn.call(one), PageRequest.parse("1", null));
        Page<Session> second = signIn.sessions.list(signIn.call(one), PageRequest.parse("1", first.nextCursor()));

        assertThat(first.items()).extracting(Session::id).containsExactly(id(other));
        assertThat(second.items()).extracting(Session::id).containsExactly(id(one));
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        CallContext call = signIn.call(one);

        signIn.sessions.logout(call);

        assertRefused(401, "session-revoked", null, () -> signIn.call(one));
        assertThat(signIn.call(other)).isNotNull();
        assertThat(signIn.access.audited(tenant.id())).contains("logout");
    }

    @Test
    void anotherSessionIsEndedAtOnce() {
        assertThat(signIn.call(other)).isNotNull();

        signIn.sessions.revoke(signIn.call(one), id(other));

        assertRefused(401, "session-revoked", null, () -> signIn.call(other));
        assertThat(signIn.call(one)).isNotNull();
        assertThat(signIn.access.audited(tenant.id())).contains("session.revoke");
    }

    @Test
    void sessionOfSomebodyElseDoesNotExist() {
        TokenPair neighbour = signIn.login(signIn.user(tenant, "neighbour-" + number + "@example.org", "Tenant Admin"));

        assertRefused(404, "not-found", null, () -> signIn.sessions.revoke(signIn.call(neighbour), id(one)));
        assertRefused(404, "not-found", null, () -> signIn.sessions.revoke(signIn.call(neighbour), Ids.next()));
        assertThat(signIn.call(one)).isNotNull();
    }

    @Test
    void endedSessionCannotBeEndedAgain() {
        signIn.sessions.revoke(signIn.call(one), id(other));

        assertRefused(404, "not-found", null, () -> signIn.sessions.revoke(signIn.call(one), id(other)));
    }

    @Test
    void allOtherSessionsAreEndedAtOnce() {
        TokenPair third = signIn.login(user);

        signIn.sessions.revokeOthers(signIn.call(one));

        assertThat(signIn.call(one)).isNotNull();
        assertRefused(401, "session-revoked", null, () -> signIn.call(other));
        assertRefused(401, "session-revoked", null, () -> signIn.call(third));
        assertThat(signIn.sessions.list(signIn.call(one), PageRequest.first()).items())
                .extracting(Session::id)
                .containsExactly(id(one));
    }

    @Test
    void oldSessionsAreRemovedWithTheirTokens() {
        signIn.clock.advance(Duration.ofDays(20));
        TokenPair running = signIn.refresh(one);
        signIn.clock.advance(Duration.ofDays(18));

        new Housekeeping(signIn.platform, signIn.apiKeyUses, signIn.clock).clean();

        assertRefused(401, "token-invalid", null, () -> signIn.refresh(other));
        assertThat(signIn.refresh(running)).isNotNull();
    }

    private static UUID id(TokenPair pair) {
        return signIn.tokens.verify(pair.accessToken()).sessionId();
    }
}

package org.stoa.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.stoa.access.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;
import org.stoa.testkit.MutableClock;

class EscalationTest {

    private static final PermissionName READ = PermissionName.parse("tenant.user.read");
    private static final PermissionName WRITE = PermissionName.parse("tenant.user.write");
    private static final UUID ACCOUNT = Ids.next();

    private final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");

    @Test
    void whatIsHeldCanBeGiven() {
        CallContext context = holding(grant(READ, null, null), grant(WRITE, null, null));

        assertThatCode(() -> Escalation.refuse(context, List.of(READ, WRITE), null, null))
                .doesNotThrowAnyException();
        assertThatCode(() -> Escalation.refuse(context, List.of(READ), ACCOUNT, null))
                .doesNotThrowAnyException();
    }

    @Test
    void firstLackingPermissionIsNamed() {
        ProblemException problem = assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> Escalation.refuse(holding(grant(READ, null, null)), List.of(READ, WRITE), null, null));

        assertThat(problem.extensions()).containsEntry("permission", "tenant.user.write");
    }

    @Test
    void whatIsHeldInAnAccountCannotBeGivenElsewhere() {
        CallContext context = holding(grant(READ, ACCOUNT, null));

        assertThatCode(() -> Escalation.refuse(context, List.of(READ), ACCOUNT, null))
                .doesNotThrowAnyException();
        assertEscalation(context, null, null);
        assertEscalation(context, Ids.next(), null);
    }

    @Test
    void whatIsHeldForATimeCannotBeGivenForLonger() {
        Instant end = clock.instant().plus(Duration.ofDays(1));
        CallContext context = holding(grant(READ, null, end));

        assertThatCode(() -> Escalation.refuse(context, List.of(READ), null, end))
                .doesNotThrowAnyException();
        assertEscalation(context, null, end.plusSeconds(1));
        assertEscalation(context, null, null);
    }

    @Test
    void whatIsDeniedCannotBeGivenEvenFromTheEndOfTheDenial() {
        Grant deny = new Grant(READ, Grant.Effect.DENY, null, clock.instant().plusSeconds(60), "direct denial");

        assertEscalation(holding(grant(READ, null, null), deny), null, null);
    }

    @Test
    void whatIsDeniedCannotBeGivenInsideOfMore() {
        Grant deny = new Grant(WRITE, Grant.Effect.DENY, null, null, "direct denial");
        PermissionName all = PermissionName.parse("tenant.user.admin");
        CallContext context = holding(grant(all, null, null), deny);

        ProblemException problem = assertRefused(
                403, "privilege-escalation", null, () -> Escalation.refuse(context, List.of(all), null, null));
        assertThat(problem.extensions()).containsEntry("permission", "tenant.user.write");
        assertThatCode(() -> Escalation.refuse(context, List.of(READ), null, null))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsDeniedForANarrowerTierCannotBeGivenInsideOfAWiderOne() {
        Grant deny =
                new Grant(PermissionName.parse("account.user.read"), Grant.Effect.DENY, null, null, "direct denial");

        assertEscalation(holding(grant(READ, null, null), deny), null, null);
    }

    @Test
    void whatIsDeniedInAnAccountCannotBeGivenForTheWholeTenant() {
        Grant deny = new Grant(READ, Grant.Effect.DENY, ACCOUNT, null, "direct denial");
        CallContext context = holding(grant(READ, null, null), deny);

        assertEscalation(context, null, null);
        assertEscalation(context, ACCOUNT, null);
        assertThatCode(() -> Escalation.refuse(context, List.of(READ), Ids.next(), null))
                .doesNotThrowAnyException();
    }

    @Test
    void apiKeyCannotGiveWhatItsScopesLack() {
        CallContext person = holding(grant(READ, null, null), grant(WRITE, null, null));
        CallContext key = new CallContext(
                person.tenantId(),
                person.caller(),
                person.permissions().narrowedTo(List.of(READ)),
                person.locale(),
                person.request(),
                null);

        assertThatCode(() -> Escalation.refuse(key, List.of(READ), null, null)).doesNotThrowAnyException();
        assertRefused(403, "privilege-escalation", null, () -> Escalation.refuse(key, List.of(WRITE), null, null));
    }

    @Test
    void superAdministratorCanGiveEverything() {
        assertThatCode(() -> Escalation.refuse(CallContext.system(null, "test"), List.of(READ), null, null))
                .doesNotThrowAnyException();
    }

    private static void assertEscalation(CallContext context, UUID accountId, Instant expiresAt) {
        assertRefused(
                403,
                "privilege-escalation",
                null,
                () -> Escalation.refuse(context, List.of(READ), accountId, expiresAt));
    }

    private CallContext holding(Grant... grants) {
        return new CallContext(
                Ids.next(),
                new Caller(Caller.Kind.USER, Ids.next(), Ids.next(), Ids.next(), "x@example.org"),
                Permissions.of(List.of(grants), clock),
                Locale.ENGLISH,
                RequestInfo.local("r"),
                null);
    }

    private static Grant grant(PermissionName name, UUID accountId, Instant expiresAt) {
        return new Grant(name, Grant.Effect.GRANT, accountId, expiresAt, "test");
    }
}

package org.stoa.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final UUID BERLIN = UUID.fromString("00000000-0000-7000-8000-00000000000b");
    private static final UUID PARIS = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    /** Grants are written as {@code [-]permission[@account][!]}: minus denies, exclamation mark means expired. */
    @ParameterizedTest(name = "{0} | {1} in {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # held                                                  | asked                 | account | allowed
            ''                                                      | tenant.booking.read   |         | false
            tenant.booking.read                                     | tenant.booking.read   |         | true
            tenant.booking.read                                     | tenant.booking.read   | berlin  | true
            tenant.booking.read                                     | tenant.booking.write  |         | false
            tenant.booking.read                                     | tenant.billing.read   |         | false
            tenant.booking.admin                                    | tenant.booking.read   |         | true
            tenant.booking.admin                                    | tenant.booking.delete |         | true
            tenant.booking.write                                    | tenant.booking.read   |         | false
            tenant.booking.read                                     | account.booking.read  | berlin  | true
            tenant.booking.read                                     | user.booking.read     |         | true
            tenant.booking.admin                                    | user.booking.delete   | berlin  | true
            platform.booking.read                                   | tenant.booking.read   |         | true
            account.booking.read                                    | tenant.booking.read   |         | false
            user.booking.read                                       | account.booking.read  | berlin  | false
            tenant.booking.read                                     | platform.booking.read |         | false
            account.booking.read@berlin                             | account.booking.read  | berlin  | true
            account.booking.read@berlin                             | account.booking.read  | paris   | false
            account.booking.read@berlin                             | account.booking.read  |         | false
            account.booking.read@berlin                             | user.booking.read     | berlin  | true
            tenant.booking.read@berlin                              | tenant.booking.read   | berlin  | true
            tenant.booking.read@berlin                              | tenant.booking.read   |         | false
            account.booking.read                                    | account.booking.read  | paris   | true
            account.booking.read@berlin account.booking.read@paris  | account.booking.read  | paris   | true
            tenant.booking.read!                                    | tenant.booking.read   |         | false
            tenant.booking.read! tenant.booking.read                | tenant.booking.read   |         | true
            tenant.booking.read -tenant.booking.read                | tenant.booking.read   |         | false
            -tenant.booking.read tenant.booking.admin               | tenant.booking.read   |         | false
            -tenant.booking.read tenant.booking.admin               | tenant.booking.write  |         | true
            tenant.booking.read -tenant.booking.read!               | tenant.booking.read   |         | true
            tenant.booking.read -tenant.booking.read@berlin         | tenant.booking.read   | berlin  | false
            tenant.booking.read -tenant.booking.read@berlin         | tenant.booking.read   | paris   | true
            tenant.booking.read -tenant.booking.read@berlin         | tenant.booking.read   |         | true
            tenant.booking.read -account.booking.read               | tenant.booking.read   |         | true
            tenant.booking.read -account.booking.read               | account.booking.read  | berlin  | false
            account.booking.read@berlin -tenant.booking.read        | account.booking.read  | berlin  | false
            tenant.booking.read -tenant.booking.admin               | tenant.booking.read   |         | true
            tenant.booking.admin -tenant.booking.admin              | tenant.booking.admin  |         | false
            tenant.booking-room.read                                | tenant.booking.read   |         | false
            """)
    void judgesTierActionScopeExpiryAndDeny(String held, String asked, String account, boolean allowed) {
        Permissions permissions = Permissions.of(grants(held), CLOCK);
        UUID accountId = account(account);
        PermissionName permission = PermissionName.parse(asked);

        assertThat(permissions.allows(permission, accountId)).isEqualTo(allowed);
        assertThat(permissions.explain(permission, accountId).allowed())
                .as("the explanation says the same as the check")
                .isEqualTo(allowed);
    }

    @Test
    void noDenyAppliesToSuperAdministrators() {
        assertThat(Permissions.all().allows(PermissionName.parse("platform.tenant.admin")))
                .isTrue();
        assertThat(Permissions.all()
                        .explain(PermissionName.parse("platform.tenant.admin"), null)
                        .decidedBy())
                .isEqualTo("super-admin");
    }

    @Test
    void apiKeyNarrowsEvenASuperAdministrator() {
        Permissions key = Permissions.all().narrowedTo(List.of(PermissionName.parse("tenant.booking.read")));

        assertThat(key.allows(PermissionName.parse("tenant.booking.read"))).isTrue();
        assertThat(key.allows(PermissionName.parse("tenant.booking.write"))).isFalse();
        assertThat(key.explain(PermissionName.parse("tenant.booking.write"), null)
                        .decidedBy())
                .isEqualTo("api-key");
    }

    @Test
    void apiKeyNeverWidens() {
        Permissions key = Permissions.none().narrowedTo(List.of(PermissionName.parse("tenant.booking.read")));

        assertThat(key.allows(PermissionName.parse("tenant.booking.read"))).isFalse();
    }

    @Test
    void grantEndsAtTheInstantOfItsExpiry() {
        Grant ending =
                new Grant(PermissionName.parse("tenant.booking.read"), Grant.Effect.GRANT, null, NOW, "role Temp");

        assertThat(ending.isCurrent(NOW.minusNanos(1))).isTrue();
        assertThat(ending.isCurrent(NOW)).isFalse();
    }

    @Test
    void explanationNamesWhatDeniedAndWhatNearlyAllowed() {
        Permissions permissions = Permissions.of(grants("account.booking.read@berlin tenant.booking.read!"), CLOCK);

        Decision elsewhere = permissions.explain(PermissionName.parse("account.booking.read"), PARIS);

        assertThat(elsewhere.decidedBy()).isEqualTo("no grant");
        assertThat(elsewhere.steps().toString())
                .contains("expired " + NOW.minusSeconds(1))
                .contains("which is not the account asked for");
    }

    private static List<Grant> grants(String text) {
        List<Grant> grants = new ArrayList<>();
        for (String word : text.split(" +")) {
            if (word.isEmpty()) {
                continue;
            }
            Grant.Effect effect = word.startsWith("-") ? Grant.Effect.DENY : Grant.Effect.GRANT;
            Instant expiresAt = word.endsWith("!") ? NOW.minusSeconds(1) : null;
            String[] parts = word.replaceAll("^-|!$", "").split("@");
            UUID accountId = parts.length == 1 ? null : account(parts[1]);
            grants.add(new Grant(PermissionName.parse(parts[0]), effect, accountId, expiresAt, "test"));
        }
        return grants;
    }

    private static UUID account(String name) {
        if (name == null) {
            return null;
        }
        return name.equals("berlin") ? BERLIN : PARIS;
    }
}

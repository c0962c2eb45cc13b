package org.stoa.access.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.access.AccessFixture;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.api.data.Ids;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.people.User;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.usage.SoftLimitReached;
import org.stoa.api.usage.UsageLimit;
import org.stoa.api.usage.UsagePeriod;

class UsageWarningsTest {

    private static AccessFixture access;

    @BeforeAll
    static void start() {
        access = new AccessFixture();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void theAdministratorsOfATenantAreWrittenToWhenItReachesASoftLimit() {
        Tenant tenant = access.tenant("warned");
        User administrator = access.administrator(tenant);
        User second = access.user(tenant, "second", "Tenant Admin");
        User away = access.user(tenant, "away", "Tenant Admin");
        access.users.changeStatus(access.as(administrator), away.id(), UserStatus.SUSPENDED);
        Tenant unconcerned = access.tenant("unconcerned");
        access.administrator(unconcerned);
        CallContext context = access.operator().withTenant(tenant.id());
        access.databases
                .usageMeter()
                .setLimits(context, List.of(new UsageLimit("users", UsagePeriod.TOTAL, 4L, 9L, false, ZoneOffset.UTC)));
        access.user(tenant, "fourth", "User");

        assertThat(access.databases.deliverEvents(new UsageWarnings(access.platform, access.clock)))
                .isEqualTo(1);

        List<MailRequested> mails = warnings(tenant);
        assertThat(mails)
                .extracting(MailRequested::to)
                .containsExactlyInAnyOrder(administrator.email(), second.email());
        assertThat(mails.get(0).values())
                .containsEntry("tenant", tenant.name())
                .containsEntry("resource", "users")
                .containsEntry("used", "4")
                .containsEntry("soft", "4")
                .containsEntry("hard", "9");
        assertThat(warnings(unconcerned)).isEmpty();
    }

    @Test
    void anEventThatIsDeliveredAgainSendsNothingMore() {
        Tenant tenant = access.tenant("twice");
        access.administrator(tenant);
        DomainEvent<SoftLimitReached> event = new DomainEvent<>(
                Ids.next(),
                "data.SoftLimitReached",
                tenant.id(),
                Instant.EPOCH,
                new SoftLimitReached("exports", 5, 5, null, UsagePeriod.DAILY));
        UsageWarnings listener = new UsageWarnings(access.platform, access.clock);
        listener.on(event);
        listener.on(event);

        assertThat(warnings(tenant)).hasSize(1);
    }

    private static List<MailRequested> warnings(Tenant tenant) {
        return access.deliverMails().stream()
                .filter(mail -> mail.template() == MailTemplate.USAGE_WARNING)
                .filter(mail -> mail.values().get("tenant").equals(tenant.name()))
                .toList();
    }
}

package org.stoa.access.usage;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.tenant.TenantMapper;
import org.stoa.access.tenant.TenantRow;
import org.stoa.access.usage.AdministratorMapper.Administrator;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.SoftLimitReached;

/** Writes to the administrators of a tenant that has used as much of something as its soft limit says. */
@Component(service = DomainEventListener.class)
public final class UsageWarnings implements DomainEventListener<SoftLimitReached> {

    private static final int MOST_MAILS = 20;

    private final PlatformDatabase database;
    private final Clock clock;

    @Activate
    public UsageWarnings(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    UsageWarnings(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "access.usage-warnings";
    }

    @Override
    public String eventType() {
        return "data.SoftLimitReached";
    }

    @Override
    public Class<SoftLimitReached> payloadType() {
        return SoftLimitReached.class;
    }

    /** An event that is delivered again leads to no second mail: its id is the key of the write. */
    @Override
    public void on(DomainEvent<SoftLimitReached> event) {
        UUID tenantId = event.tenantId();
        SoftLimitReached reached = event.payload();
        CallContext context = CallContext.system(tenantId, name())
                .withIdempotencyKey(new IdempotencyKey(event.id().toString(), eventType()));
        database.write(context, AdministratorMapper.class, (mapper, transaction) -> {
            TenantRow tenant = transaction.mapper(TenantMapper.class).find(tenantId);
            if (tenant == null) {
                return 0;
            }
            List<Administrator> administrators = mapper.administrators(tenantId, clock.instant(), MOST_MAILS);
            for (Administrator administrator : administrators) {
                transaction.publish(new MailRequested(
                        MailTemplate.USAGE_WARNING,
                        administrator.email(),
                        tenant.language(),
                        administrator.id(),
                        Map.of(
                                "tenant", tenant.name(),
                                "resource", reached.resource(),
                                "used", Long.toString(reached.used()),
                                "soft", Long.toString(reached.softLimit()),
                                "hard", reached.hardLimit() == null ? "-" : Long.toString(reached.hardLimit()))));
            }
            return administrators.size();
        });
    }
}

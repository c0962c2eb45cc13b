package org.stoa.access.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;

/**
 * Sends the mails that bundles have ordered. What a server has taken and a node has not recorded, because it ended in
 * between, is sent again with the same {@code Message-ID}. What the server will never take is not sent, nor is what could
 * not be sent for some days.
 */
@Component(service = DomainEventListener.class, configurationPid = "org.stoa.access")
public final class OrderedMailer implements DomainEventListener<MailOrdered> {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedMailer.class);
    private static final String NAME = "access.ordered-mailer";
    private static final String TEST_MARK = "[TEST] ";
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final MailTransport transport;
    private final UserService users;
    private final TenantClock clock;
    private final Clock realClock;

    /** @param clock null as long as it is away */
    @Activate
    public OrderedMailer(
            @Reference UserService users,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    TenantClock clock,
            Mailer.Config config) {
        this(Mailer.transport(config), users, clock, Clock.systemUTC());
    }

    OrderedMailer(MailTransport transport, UserService users, TenantClock clock, Clock realClock) {
        this.transport = transport;
        this.users = users;
        this.clock = clock;
        this.realClock = realClock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String eventType() {
        return "mail.MailOrdered";
    }

    @Override
    public Class<MailOrdered> payloadType() {
        return MailOrdered.class;
    }

    @Override
    public void on(DomainEvent<MailOrdered> event) {
        if (clock == null) {
            throw new IllegalStateException("whether the tenant has a test clock is not known yet");
        }
        MailOrdered mail = event.payload();
        CallContext context = CallContext.system(event.tenantId(), NAME);
        String to = mail.to() == null ? addressOf(context, mail.userId()) : mail.to();
        if (to == null) {
            LOG.info("Mail {} is not sent: its user {} is not active any more", event.id(), mail.userId());
            return;
        }
        String subject = clock.isTest(context) ? TEST_MARK + mail.subject() : mail.subject();
        try {
            transport.send(new MailMessage(
                    to, subject, mail.text(), mail.attachments(), event.id().toString()));
        } catch (MailException e) {
            boolean old = event.occurredAt().plus(PATIENCE).isBefore(realClock.instant());
            if (!e.isHopeless() && !old) {
                throw e;
            }
            LOG.warn("Mail {} of tenant {} is not sent: {}", event.id(), event.tenantId(), e.getMessage());
        }
    }

    private String addressOf(CallContext context, UUID userId) {
        try {
            User user = users.get(context, userId);
            return user.status() == UserStatus.ACTIVE ? user.email() : null;
        } catch (ProblemException e) {
            if (e.code() == CommonProblem.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}

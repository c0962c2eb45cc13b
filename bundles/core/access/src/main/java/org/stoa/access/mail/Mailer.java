package org.stoa.access.mail;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stoa.access.DataFolder;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;

/**
 * Sends the mails that were asked for by {@link MailRequested}: to the SMTP server of the configuration, or, where there
 * is none, into the folder {@code mail}. A mail that was not taken is tried again as the outbox does.
 */
@Component(service = DomainEventListener.class, configurationPid = "org.stoa.access")
public final class Mailer implements DomainEventListener<MailRequested> {

    /** Settings of mail; PID {@code org.stoa.access}. */
    public @interface Config {
        /** Where people reach the platform: the beginning of links in mails. */
        String publicUrl() default "http://127.0.0.1:8181";

        /** Folder of what the platform writes beside the database; empty for {@code var} below Karaf. */
        String directory() default "";

        /** SMTP server; empty for none: mails go into the folder {@code mail} then. */
        String smtp_host() default "";

        /** 0 for the usual port: 25, 587 for starttls, 465 for ssl. */
        int smtp_port() default 0;

        String smtp_user() default "";

        /** Private, by the dot it begins with: other properties are shown to whoever looks at the service. */
        String _smtp_password() default "";

        /** Address of the sender. */
        String smtp_from() default "stoa@localhost";

        /** {@code none}, {@code starttls} or {@code ssl}. */
        String smtp_tls() default "starttls";
    }

    private final MailTransport transport;
    private final MailTexts texts;
    private final List<LinkTokens> linkTokens;

    @Activate
    public Mailer(
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
                    List<LinkTokens> linkTokens,
            Config config) {
        this(transport(config), new MailTexts(config.publicUrl()), linkTokens);
    }

    Mailer(MailTransport transport, MailTexts texts, List<LinkTokens> linkTokens) {
        this.transport = transport;
        this.texts = texts;
        this.linkTokens = List.copyOf(linkTokens);
    }

    @Override
    public String name() {
        return "access.mailer";
    }

    @Override
    public String eventType() {
        return MailRequested.TYPE;
    }

    @Override
    public Class<MailRequested> payloadType() {
        return MailRequested.class;
    }

    @Override
    public void on(DomainEvent<MailRequested> event) {
        MailRequested mail = event.payload();
        Optional<String> token =
                mail.template().hasLink() ? tokens(mail.template()).issue(mail) : Optional.of("");
        token.ifPresent(secret -> transport.send(texts.compose(mail, secret)));
    }

    private LinkTokens tokens(MailTemplate template) {
        return linkTokens.stream()
                .filter(candidate -> candidate.templates().contains(template))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing makes link tokens for " + template + " yet"));
    }

    static MailTransport transport(Config config) {
        return transport(settings(config), DataFolder.of(config.directory()), Clock.systemUTC());
    }

    static MailTransport transport(MailSettings settings, Path folder, Clock clock) {
        return settings.hasServer()
                ? new SmtpTransport(settings, clock)
                : new SpoolTransport(folder.resolve("mail"), settings.from(), clock);
    }

    private static MailSettings settings(Config config) {
        MailSettings.Tls tls = MailSettings.Tls.parse(config.smtp_tls());
        int usualPort =
                switch (tls) {
                    case NONE -> 25;
                    case STARTTLS -> 587;
                    case SSL -> 465;
                };
        return new MailSettings(
                config.smtp_host().strip(),
                config.smtp_port() == 0 ? usualPort : config.smtp_port(),
                config.smtp_user(),
                config._smtp_password(),
                config.smtp_from(),
                tls);
    }
}

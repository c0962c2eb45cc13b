package org.stoa.access.invitation;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Secrets;
import org.stoa.access.mail.LinkTokens;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * Makes the tokens that accept invitations. A token begins with the id of the tenant, so that the invitation is looked
 * up in that tenant alone, and is kept as a digest.
 */
@Component(service = LinkTokens.class)
public final class InvitationTokens implements LinkTokens {

    /** Sixteen bytes in base64url without padding. */
    private static final int TENANT_LENGTH = 22;

    private final PlatformDatabase database;
    private final Clock clock;

    @Activate
    public InvitationTokens(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    public InvitationTokens(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Set<MailTemplate> templates() {
        return EnumSet.of(MailTemplate.INVITATION);
    }

    @Override
    public Optional<String> issue(MailRequested mail) {
        UUID tenantId = UUID.fromString(mail.values().get(Invitations.TENANT_ID));
        String token = encode(tenantId) + Secrets.newToken();
        int open = database.write(
                CallContext.system(tenantId, "access"),
                InvitationMapper.class,
                (mapper, transaction) ->
                        mapper.setToken(tenantId, mail.subjectId(), Secrets.digest(token), clock.instant()));
        return open == 0 ? Optional.empty() : Optional.of(token);
    }

    /** The tenant that a token belongs to, or nothing when it is no token of an invitation. */
    static Optional<UUID> tenantOf(String token) {
        if (token.length() != TENANT_LENGTH + Secrets.TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.substring(0, TENANT_LENGTH)));
            return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(UUID tenantId) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

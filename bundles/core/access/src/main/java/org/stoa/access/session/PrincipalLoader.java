package org.stoa.access.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.stoa.access.identity.IdentityStatus;
import org.stoa.access.role.GrantLoader;
import org.stoa.access.role.GrantMapper;
import org.stoa.access.role.GrantRow;
import org.stoa.access.session.PrincipalMapper.ApiKeyRow;
import org.stoa.access.session.PrincipalMapper.SessionRow;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;

/** Reads principals from the database, in two statements each. */
final class PrincipalLoader {

    private final PlatformDatabase database;
    private final GrantLoader grantLoader;
    private final Clock clock;

    PrincipalLoader(PlatformDatabase database, GrantLoader grantLoader, Clock clock) {
        this.database = database;
        this.grantLoader = grantLoader;
        this.clock = clock;
    }

    /** A session in a tenant with what its user was granted there, as it is stored; the same on every node. */
    record StoredSession(SessionRow session, List<GrantRow> grants) {}

    /** A session in a tenant; null when there is no such session. */
    StoredSession session(UUID sessionId, UUID tenantId) {
        CallContext context = CallContext.system(null, "access");
        SessionRow row = database.read(context, PrincipalMapper.class, mapper -> mapper.session(sessionId, tenantId));
        if (row == null) {
            return null;
        }
        return new StoredSession(row, row.superAdmin() ? List.of() : grants(context, tenantId, row.userId()));
    }

    /** Who uses a session in a tenant. */
    Principal principal(UUID sessionId, UUID tenantId, StoredSession stored) {
        SessionRow row = stored.session();
        Caller caller = new Caller(Caller.Kind.USER, row.identityId(), row.userId(), sessionId, row.email());
        Permissions permissions = row.superAdmin() ? Permissions.all() : permissions(stored.grants());
        Standing standing = new Standing(
                row.identityStatus(), row.superAdmin(), tenantId, row.tenantStatus(), row.userId(), row.userStatus());
        return new Principal(tenantId, caller, permissions, standing, row.expiresAt(), row.revokedAt() != null, null);
    }

    /**
     * Who uses an API key; null when there is no such key. A key belongs to one tenant and has at most the permissions
     * that its user has there, even if that user is a super administrator besides.
     */
    Principal apiKey(UUID id) {
        CallContext context = CallContext.system(null, "access");
        ApiKeyRow row = database.read(context, PrincipalMapper.class, mapper -> mapper.apiKey(id));
        if (row == null) {
            return null;
        }
        Caller caller = new Caller(Caller.Kind.API_KEY, row.identityId(), row.userId(), null, row.name());
        List<PermissionName> scopes =
                row.permissions().stream().map(PermissionName::parse).toList();
        Permissions permissions =
                permissions(grants(context, row.tenantId(), row.userId())).narrowedTo(scopes);
        IdentityStatus identityStatus = row.identityStatus() == null ? IdentityStatus.SUSPENDED : row.identityStatus();
        Standing standing =
                new Standing(identityStatus, false, row.tenantId(), row.tenantStatus(), row.userId(), row.userStatus());
        return new Principal(
                row.tenantId(),
                caller,
                permissions,
                standing,
                row.expiresAt(),
                row.revokedAt() != null,
                row.secretHash());
    }

    private List<GrantRow> grants(CallContext context, UUID tenantId, UUID userId) {
        if (tenantId == null || userId == null) {
            return List.of();
        }
        return database.read(context, GrantMapper.class, mapper -> grantLoader.rows(mapper, tenantId, userId));
    }

    private Permissions permissions(List<GrantRow> rows) {
        List<Grant> grants = new ArrayList<>(SignedIn.GRANTS);
        grants.addAll(grantLoader.expand(rows));
        return Permissions.of(grants, clock);
    }
}

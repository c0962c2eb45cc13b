package org.stoa.access.apikey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Secrets;
import org.stoa.access.Violations;
import org.stoa.access.role.GrantLoader;
import org.stoa.access.role.GrantMapper;
import org.stoa.access.session.AccessTags;
import org.stoa.access.session.SignedIn;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;

/** The API keys of the context's tenant. */
@Component(service = ApiKeys.class)
public final class ApiKeys {

    private final Database database;
    private final GrantLoader grantLoader;
    private final Clock clock;

    @Activate
    public ApiKeys(@Reference Database database, @Reference GrantLoader grantLoader) {
        this(database, grantLoader, Clock.systemUTC());
    }

    public ApiKeys(Database database, GrantLoader grantLoader, Clock clock) {
        this.database = database;
        this.grantLoader = grantLoader;
        this.clock = clock;
    }

    /** A key that was just made, with the text that is shown this once. */
    record NewKey(ApiKey key, String text) {}

    /**
     * Makes a key that acts as the caller.
     *
     * @param permissions what it may do; the caller must hold each, for the tenant or in some account
     * @param expiresAt null for never
     * @throws ProblemException 400 {@code invalid-request} that names each permission that is none or not held; 403
     *     {@code session-required}; 409 {@code api-key-needs-user}
     */
    NewKey create(CallContext context, String name, List<String> permissions, Instant expiresAt) {
        SignedIn.require(context);
        UUID tenantId = context.requireTenant();
        UUID userId = context.caller().userId();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "must be in the future");
        }
        boolean isUser = userId != null
                && database.read(context, UserMapper.class, mapper -> mapper.locate(tenantId, userId)) != null;
        if (!isUser) {
            throw ProblemException.of(AccessProblem.API_KEY_NEEDS_USER);
        }
        List<String> scopes = heldScopes(context, tenantId, userId, permissions);
        ApiKeyText text = ApiKeyText.generate(Ids.next());
        Instant until = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
        ApiKey key = new ApiKey(text.id(), userId, name.strip(), text.prefix(), scopes, until, null, now);
        // without Idempotency-Key: a stored result would hold the secret
        database.write(context.withIdempotencyKey(null), ApiKeyMapper.class, (mapper, transaction) -> {
            mapper.insert(tenantId, key, Secrets.digest(text.secret()));
            transaction.audit(AuditEntry.created("api-key.create", "access.api_key", key.id(), key));
            return null;
        });
        return new NewKey(key, text.text());
    }

    /** The tenant's keys that were not revoked, newest first. */
    Page<ApiKey> list(CallContext context, PageRequest page) {
        UUID tenantId = context.requireTenant();
        return Page.of(
                database.read(context, ApiKeyMapper.class, mapper -> mapper.list(tenantId, page)), page, ApiKey::id);
    }

    /**
     * Revokes a key, at once.
     *
     * @throws ProblemException 404 {@code not-found}
     */
    void revoke(CallContext context, UUID id) {
        UUID tenantId = context.requireTenant();
        database.write(context.withIdempotencyKey(null), ApiKeyMapper.class, (mapper, transaction) -> {
            ApiKey key = mapper.lock(tenantId, id);
            if (key == null) {
                throw ProblemException.notFound("API key");
            }
            mapper.revoke(tenantId, id, clock.instant());
            transaction.audit(AuditEntry.removed("api-key.revoke", "access.api_key", id, key));
            transaction.changed(AccessTags.apiKey(id));
            return null;
        });
    }

    private List<String> heldScopes(CallContext context, UUID tenantId, UUID userId, List<String> permissions) {
        List<Grant> grants = new ArrayList<>(SignedIn.GRANTS);
        grants.addAll(database.read(context, GrantMapper.class, mapper -> grantLoader.load(mapper, tenantId, userId)));
        Permissions held = Permissions.of(grants, clock);
        Violations violations = new Violations();
        List<String> scopes = new ArrayList<>();
        for (int i = 0; i < permissions.size(); i++) {
            String field = "permissions[" + i + "]";
            try {
                PermissionName permission = PermissionName.parse(permissions.get(i));
                violations.check(isHeld(held, permission), field, "is not a permission that you hold");
                scopes.add(permission.toString());
            } catch (IllegalArgumentException e) {
                violations.check(false, field, e.getMessage());
            }
        }
        violations.raise();
        return scopes.stream().distinct().toList();
    }

    private static boolean isHeld(Permissions held, PermissionName permission) {
        return held.allows(permission)
                || held.grants().stream()
                        .map(Grant::accountId)
                        .filter(accountId -> accountId != null)
                        .distinct()
                        .anyMatch(accountId -> held.allows(permission, accountId));
    }
}

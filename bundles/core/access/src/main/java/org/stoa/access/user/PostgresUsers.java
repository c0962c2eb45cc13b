package org.stoa.access.user;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.Violations;
import org.stoa.access.account.AccountMapper;
import org.stoa.access.identity.EmailAddress;
import org.stoa.access.identity.PasswordResets;
import org.stoa.access.role.AssignmentMapper;
import org.stoa.access.role.DirectGrantMapper;
import org.stoa.access.role.LastAdministrator;
import org.stoa.access.session.AccessTags;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;

/** The users of a tenant in PostgreSQL. */
@Component(service = {PostgresUsers.class, UserService.class})
public final class PostgresUsers implements UserService {

    private static final String RESOURCE = "access.tenant_user";

    /** What the audit log keeps of a change of status. */
    private record StatusChange(UserStatus status, String reason) {}

    /** What it keeps of other changes. */
    private record Names(String username, String displayName) {}

    private final Database database;
    private final UserCreation creation;
    private final PasswordResets passwordResets;
    private final Clock clock;

    @Activate
    public PostgresUsers(
            @Reference Database database, @Reference UserCreation creation, @Reference PasswordResets passwordResets) {
        this(database, creation, passwordResets, Clock.systemUTC());
    }

    public PostgresUsers(Database database, UserCreation creation, PasswordResets passwordResets, Clock clock) {
        this.database = database;
        this.creation = creation;
        this.passwordResets = passwordResets;
        this.clock = clock;
    }

    @Override
    public Page<User> list(CallContext context, PageRequest page) {
        return list(context, null, null, page);
    }

    /**
     * The users of the tenant, newest first.
     *
     * @param status only these, or null
     * @param email only the user with this e-mail address, or null
     */
    public Page<User> list(CallContext context, UserStatus status, String email, PageRequest page) {
        String stored = email == null ? null : EmailAddress.tryNormalize(email).orElse(email);
        List<UserRow> rows = database.read(
                context,
                UserMapper.class,
                mapper -> mapper.list(context.requireTenant(), status, stored, page, clock.instant()));
        return Page.of(rows, page, UserRow::id).map(UserRow::user);
    }

    @Override
    public User get(CallContext context, UUID userId) {
        return database.read(context, UserMapper.class, mapper -> find(mapper, context.requireTenant(), userId));
    }

    @Override
    public User create(CallContext context, String email, String displayName, String password, String role) {
        return create(context, new NewUser(email, null, displayName, password, role));
    }

    /** Adds a user with a role whose permissions the caller holds. */
    public User create(CallContext context, NewUser user) {
        UUID id = creation.create(context, user);
        return get(context, id);
    }

    @Override
    public User changeStatus(CallContext context, UUID userId, UserStatus status) {
        return change(
                context, userId, null, user -> new UserDetails(user.username(), user.displayName(), status, null));
    }

    /**
     * Changes a user; who is suspended is locked out at once.
     *
     * @param version the version that the caller last read
     */
    public User update(CallContext context, UUID userId, long version, UnaryOperator<UserDetails> change) {
        return change(context, userId, version, change);
    }

    private User change(CallContext context, UUID userId, Long version, UnaryOperator<UserDetails> change) {
        UUID tenantId = context.requireTenant();
        return database.write(context, UserMapper.class, (mapper, transaction) -> {
            Found.orNotFound(mapper.lock(tenantId, userId), "user");
            User user = find(mapper, tenantId, userId);
            if (version != null) {
                Found.inVersion(user.version(), version);
            }
            UserDetails details = change.apply(UserDetails.of(user));
            check(details);
            Instant now = Times.now(clock);
            LastAdministrator.keep(
                    transaction,
                    tenantId,
                    now,
                    () -> mapper.update(tenantId, userId, details.username(), details.status(), now));
            if (!details.displayName().strip().equals(user.displayName())) {
                transaction
                        .mapper(ProfileMapper.class)
                        .rename(tenantId, userId, details.displayName().strip(), now);
            }
            User stored = find(mapper, tenantId, userId);
            audit(transaction, user, stored, details.reason());
            transaction.changed(AccessTags.tenant(tenantId));
            return stored;
        });
    }

    /** Removes a user with everything it was given. The identity stays, and with it its other memberships. */
    public void delete(CallContext context, UUID userId) {
        UUID tenantId = context.requireTenant();
        database.write(context, UserMapper.class, (mapper, transaction) -> {
            Found.orNotFound(mapper.lock(tenantId, userId), "user");
            User user = find(mapper, tenantId, userId);
            LastAdministrator.keep(transaction, tenantId, Times.now(clock), () -> {
                transaction.mapper(AssignmentMapper.class).deleteAllOfUser(tenantId, userId);
                transaction.mapper(DirectGrantMapper.class).deleteAllOfUser(tenantId, userId);
                transaction.mapper(AccountMapper.class).deleteMemberships(tenantId, userId);
                return mapper.delete(tenantId, userId, Times.now(clock));
            });
            transaction.meter(UserAdmission.METERED, -1);
            transaction.audit(AuditEntry.removed("user.delete", RESOURCE, userId, user));
            transaction.changed(AccessTags.tenant(tenantId));
            return user;
        });
    }

    @Override
    public void requestPasswordReset(CallContext context, String email, String tenantIdentifier) {
        passwordResets.request(context, email, tenantIdentifier);
    }

    private User find(UserMapper mapper, UUID tenantId, UUID userId) {
        return Found.orNotFound(mapper.find(tenantId, userId, clock.instant()), "user")
                .user();
    }

    private static void audit(Transaction transaction, User before, User after, String reason) {
        boolean statusChanged = before.status() != after.status();
        if (statusChanged) {
            transaction.audit(AuditEntry.changed(
                    "user.status",
                    RESOURCE,
                    after.id(),
                    new StatusChange(before.status(), null),
                    new StatusChange(after.status(), reason)));
        }
        Names old = new Names(before.username(), before.displayName());
        Names renewed = new Names(after.username(), after.displayName());
        if (!statusChanged || !old.equals(renewed)) {
            transaction.audit(AuditEntry.changed("user.update", RESOURCE, after.id(), old, renewed));
        }
    }

    private static void check(UserDetails details) {
        new Violations()
                .check(
                        details.username() == null || details.username().matches(UserDetails.USERNAME),
                        "username",
                        UserDetails.USERNAME_RULE)
                .check(
                        details.displayName() != null
                                && !details.displayName().isBlank()
                                && details.displayName().length() <= 200,
                        "displayName",
                        "must have 1 to 200 characters")
                .checkSingleLine(details.displayName(), "displayName")
                .check(details.status() != null, "status", "must be ACTIVE or SUSPENDED")
                .raise();
    }
}

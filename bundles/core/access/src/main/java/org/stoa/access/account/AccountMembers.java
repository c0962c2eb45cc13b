package org.stoa.access.account;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AuditTrail;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.role.Escalation;
import org.stoa.access.role.GrantLoader;
import org.stoa.access.session.AccessTags;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Who belongs to which account. */
@Component(service = AccountMembers.class)
public final class AccountMembers {

    static final String RESOURCE = "access.account_member";

    private final Database database;
    private final GrantLoader grants;
    private final Clock clock;

    @Activate
    public AccountMembers(@Reference Database database, @Reference GrantLoader grants) {
        this(database, grants, Clock.systemUTC());
    }

    public AccountMembers(Database database, GrantLoader grants, Clock clock) {
        this.database = database;
        this.grants = grants;
        this.clock = clock;
    }

    /** The members of an account, newest users first. */
    public Page<AccountMember> list(CallContext context, UUID accountId, PageRequest page) {
        UUID tenantId = context.requireTenant();
        Found.orNotFound(
                database.read(context, AccountMapper.class, mapper -> mapper.find(tenantId, accountId)), "account");
        return Page.of(
                database.read(context, AccountMapper.class, mapper -> mapper.members(tenantId, accountId, page)),
                page,
                AccountMember::userId);
    }

    /** Makes a user a member of an account, or changes what it is there, up to what the caller holds there. */
    public AccountMember set(CallContext context, UUID accountId, UUID userId, AccountRole role) {
        UUID tenantId = context.requireTenant();
        Escalation.refuse(context, grants.of(role), accountId, null);
        return database.write(context, AccountMapper.class, (mapper, transaction) -> {
            Found.orNotFound(transaction.mapper(UserMapper.class).lock(tenantId, userId), "user");
            Found.orNotFound(mapper.hold(tenantId, accountId), "account");
            transaction.changed(AccessTags.tenant(tenantId));
            return put(
                    context,
                    transaction,
                    tenantId,
                    accountId,
                    userId,
                    role,
                    context.caller().userId());
        });
    }

    /**
     * Makes a user a member inside the transaction of a caller who has checked that this is allowed.
     *
     * @param invitedBy the user who adds it, or null for the platform; kept from the first time
     */
    public AccountMember put(
            CallContext context,
            Transaction transaction,
            UUID tenantId,
            UUID accountId,
            UUID userId,
            AccountRole role,
            UUID invitedBy) {
        AccountMapper mapper = transaction.mapper(AccountMapper.class);
        AccountMember before = mapper.member(tenantId, accountId, userId);
        mapper.setMember(tenantId, accountId, userId, role, invitedBy, Times.now(clock));
        AccountMember after = mapper.member(tenantId, accountId, userId);
        // a map, for of two records of one type the log keeps the difference only, and would not say whose it is
        Map<String, AccountRole> old = before == null ? null : Map.of("role", before.role());
        AuditTrail.write(
                context,
                transaction,
                tenantId,
                AuditEntry.changed("account.member.set", RESOURCE, accountId, old, after));
        return after;
    }

    /** Removes a member from an account. */
    public void remove(CallContext context, UUID accountId, UUID userId) {
        UUID tenantId = context.requireTenant();
        database.write(context, AccountMapper.class, (mapper, transaction) -> {
            AccountMember member = mapper.member(tenantId, accountId, userId);
            if (member == null || mapper.deleteMember(tenantId, accountId, userId) == 0) {
                throw ProblemException.notFound("member");
            }
            transaction.audit(AuditEntry.removed("account.member.remove", RESOURCE, accountId, member));
            transaction.changed(AccessTags.tenant(tenantId));
            return member;
        });
    }
}

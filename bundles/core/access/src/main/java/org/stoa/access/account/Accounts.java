package org.stoa.access.account;

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
import org.stoa.access.role.AssignmentMapper;
import org.stoa.access.role.DirectGrantMapper;
import org.stoa.access.session.AccessTags;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.NewTenant;

/** The accounts of a tenant. */
@Component(service = Accounts.class)
public final class Accounts {

    static final String IDENTIFIER_RULE = "must be 2 to 63 lower-case letters, digits and inner hyphens";

    private static final String RESOURCE = "access.account";
    private static final String TERMS = "tenant.account.write";
    private final Database database;
    private final Clock clock;

    @Activate
    public Accounts(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The accounts of the tenant, newest first.
     *
     * @param type only these, or null
     * @param status only these, or null
     */
    public Page<Account> list(CallContext context, AccountType type, AccountStatus status, PageRequest page) {
        List<AccountRow> rows = database.read(
                context, AccountMapper.class, mapper -> mapper.list(context.requireTenant(), type, status, page));
        return Page.of(rows, page, AccountRow::id).map(AccountRow::account);
    }

    /** The accounts that a user is a member of, newest first. */
    public Page<Account> listOfMember(CallContext context, UUID userId, PageRequest page) {
        List<AccountRow> rows = database.read(
                context, AccountMapper.class, mapper -> mapper.listOfMember(context.requireTenant(), userId, page));
        return Page.of(rows, page, AccountRow::id).map(AccountRow::account);
    }

    /** One account, or 404. */
    public Account get(CallContext context, UUID accountId) {
        return database.read(context, AccountMapper.class, mapper -> find(mapper, context.requireTenant(), accountId));
    }

    /** Creates an account; a user who does so becomes its admin. */
    public Account create(CallContext context, NewAccount account) {
        UUID tenantId = context.requireTenant();
        AccountDetails details = AccountDetails.of(account).filled();
        check(details);
        boolean ordinary = details.features().isEmpty()
                && details.limits().isEmpty()
                && (details.status() == AccountStatus.ACTIVE || details.status() == AccountStatus.PENDING);
        if (!ordinary) {
            context.require(TERMS, null);
        }
        return database.write(context, AccountMapper.class, (mapper, transaction) -> {
            Instant now = Times.now(clock);
            AccountRow row = AccountRow.of(Ids.next(), tenantId, details, null, 1, now, now);
            mapper.insert(row);
            Account stored = row.account();
            transaction.audit(AuditEntry.created("account.create", RESOURCE, stored.id(), stored));
            UUID creator = context.caller().userId();
            if (creator != null) {
                mapper.setMember(tenantId, stored.id(), creator, AccountRole.ADMIN, creator, now);
                transaction.audit(AuditEntry.created(
                        "account.member.set",
                        AccountMembers.RESOURCE,
                        stored.id(),
                        mapper.member(tenantId, stored.id(), creator)));
            }
            transaction.changed(AccessTags.tenant(tenantId));
            return stored;
        });
    }

    /**
     * Changes an account.
     *
     * @param version the version that the caller last read
     */
    public Account update(CallContext context, UUID accountId, long version, UnaryOperator<AccountDetails> change) {
        UUID tenantId = context.requireTenant();
        return database.write(context, AccountMapper.class, (mapper, transaction) -> {
            Account account = find(mapper, tenantId, accountId);
            Found.inVersion(account.version(), version);
            AccountDetails before = AccountDetails.of(account);
            AccountDetails details = change.apply(before).filled();
            check(details);
            if (!details.sameTerms(before)) {
                context.require(TERMS, null);
            }
            Instant now = Times.now(clock);
            Instant verifiedAt = account.verifiedAt();
            if (details.verified() != before.verified()) {
                verifiedAt = details.verified() ? now : null;
            }
            AccountRow row = AccountRow.of(accountId, tenantId, details, verifiedAt, version, account.createdAt(), now);
            int updated = mapper.update(row);
            Found.inVersion(updated, 1);
            Account stored = find(mapper, tenantId, accountId);
            transaction.audit(AuditEntry.changed("account.update", RESOURCE, accountId, account, stored));
            transaction.changed(AccessTags.tenant(tenantId));
            return stored;
        });
    }

    /** Deletes an account, with its members, what was given in it, and the open invitations to it. */
    public void delete(CallContext context, UUID accountId) {
        UUID tenantId = context.requireTenant();
        database.write(context, AccountMapper.class, (mapper, transaction) -> {
            Account account = find(mapper, tenantId, accountId);
            Instant now = Times.now(clock);
            Found.orNotFound(mapper.delete(tenantId, accountId, now) == 0 ? null : account, "account");
            mapper.deleteMembers(tenantId, accountId);
            mapper.revokeInvitations(tenantId, accountId, now);
            transaction.mapper(AssignmentMapper.class).deleteAllOfAccount(tenantId, accountId);
            transaction.mapper(DirectGrantMapper.class).deleteAllOfAccount(tenantId, accountId);
            transaction.audit(AuditEntry.removed("account.delete", RESOURCE, accountId, account));
            transaction.changed(AccessTags.tenant(tenantId));
            return account;
        });
    }

    private static Account find(AccountMapper mapper, UUID tenantId, UUID accountId) {
        return Found.orNotFound(mapper.find(tenantId, accountId), "account").account();
    }

    private static void check(AccountDetails details) {
        new Violations()
                .check(
                        details.identifier() != null && details.identifier().matches(NewTenant.IDENTIFIER),
                        "identifier",
                        IDENTIFIER_RULE)
                .check(details.name() != null && !details.name().isBlank(), "name", "must not be blank")
                .checkSingleLine(details.name(), "name")
                .check(details.type() != null, "type", "must be given")
                .check(details.status() != null, "status", "must be given")
                .check(
                        details.limits().values().stream().allMatch(limit -> limit != null && limit >= 0),
                        "limits",
                        "must be whole numbers of 0 or more")
                .raise();
    }
}

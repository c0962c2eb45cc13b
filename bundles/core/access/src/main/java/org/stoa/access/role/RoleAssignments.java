package org.stoa.access.role;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AuditTrail;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.session.AccessTags;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Gives roles to users and takes them away. */
@Component(service = RoleAssignments.class)
public final class RoleAssignments {

    private static final String RESOURCE = "access.user_role";

    private final Database database;
    private final RoleFinder roles;
    private final Clock clock;

    @Activate
    public RoleAssignments(@Reference Database database, @Reference RoleFinder roles) {
        this(database, roles, Clock.systemUTC());
    }

    public RoleAssignments(Database database, RoleFinder roles, Clock clock) {
        this.database = database;
        this.roles = roles;
        this.clock = clock;
    }

    /** The roles of a user, newest first; expired ones until they are given anew. */
    public Page<RoleAssignment> list(CallContext context, UUID userId, PageRequest page) {
        UUID tenantId = context.requireTenant();
        Found.orNotFound(database.read(context, UserMapper.class, mapper -> mapper.locate(tenantId, userId)), "user");
        return Page.of(
                        database.read(context, AssignmentMapper.class, mapper -> mapper.list(tenantId, userId, page)),
                        page,
                        AssignmentRow::id)
                .map(AssignmentRow::assignment);
    }

    /**
     * Gives a user a role whose permissions the caller holds in that scope.
     *
     * @param role id or name of the role
     */
    public RoleAssignment assign(CallContext context, UUID userId, String role, UUID accountId, Instant expiresAt) {
        UUID tenantId = context.requireTenant();
        requireFuture(expiresAt);
        return database.write(context, AssignmentMapper.class, (mapper, transaction) -> {
            Found.orNotFound(transaction.mapper(UserMapper.class).lock(tenantId, userId), "user");
            GivenRole given = roles.require(transaction, tenantId, role);
            roles.checkGiving(context, transaction, given, accountId, expiresAt);
            UUID assignedBy = context.caller().userId();
            transaction.changed(AccessTags.tenant(tenantId));
            return give(context, transaction, tenantId, userId, given, accountId, expiresAt, assignedBy)
                    .orElseThrow(() -> ProblemException.of(
                                    CommonProblem.CONFLICT, "The user holds the role " + given.name() + " already.")
                            .withField("role", "is held already"));
        });
    }

    /**
     * Gives a user a role inside the transaction of a caller who has checked that it may be given.
     *
     * @param assignedBy the user who gives it, or null for the platform
     * @return empty when the user holds it there already
     */
    public Optional<RoleAssignment> give(
            CallContext context,
            Transaction transaction,
            UUID tenantId,
            UUID userId,
            GivenRole role,
            UUID accountId,
            Instant expiresAt,
            UUID assignedBy) {
        AssignmentMapper mapper = transaction.mapper(AssignmentMapper.class);
        Instant now = Times.now(clock);
        mapper.deleteExpired(tenantId, userId, now);
        AssignmentRow row = new AssignmentRow(
                Ids.next(), userId, role.rowId(), role.shipped(), role.name(), accountId, expiresAt, assignedBy, now);
        if (mapper.insert(tenantId, row) == 0) {
            return Optional.empty();
        }
        transaction.mapper(UserMapper.class).touch(tenantId, userId, now);
        RoleAssignment assignment = row.assignment();
        AuditTrail.write(
                context,
                transaction,
                tenantId,
                AuditEntry.created("role.assign", RESOURCE, assignment.id(), assignment));
        return Optional.of(assignment);
    }

    /** Takes a role from a user. */
    public void unassign(CallContext context, UUID userId, UUID assignmentId) {
        UUID tenantId = context.requireTenant();
        database.write(context, AssignmentMapper.class, (mapper, transaction) -> {
            RoleAssignment assignment = Found.orNotFound(mapper.find(tenantId, userId, assignmentId), "role assignment")
                    .assignment();
            Instant now = Times.now(clock);
            transaction.mapper(UserMapper.class).touch(tenantId, userId, now);
            LastAdministrator.keep(transaction, tenantId, now, () -> mapper.delete(tenantId, userId, assignmentId));
            transaction.audit(AuditEntry.removed("role.unassign", RESOURCE, assignmentId, assignment));
            transaction.changed(AccessTags.tenant(tenantId));
            return assignment;
        });
    }

    private void requireFuture(Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw ProblemException.invalid("expiresAt", "must be in the future");
        }
    }
}

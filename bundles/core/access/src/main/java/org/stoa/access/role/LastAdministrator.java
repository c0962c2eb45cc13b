package org.stoa.access.role;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.stoa.access.AccessProblem;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;

/** Keeps a tenant from losing the last user who can administer it, also when two changes happen at once. */
public final class LastAdministrator {

    private LastAdministrator() {}

    /**
     * Makes a change that may take an administrator from the tenant. Such changes of one tenant happen one after the
     * other.
     *
     * @throws ProblemException 409 {@code last-administrator} when none would be left; the transaction must end with it
     */
    public static <T> T keep(Transaction transaction, UUID tenantId, Instant now, Supplier<T> change) {
        AssignmentMapper mapper = transaction.mapper(AssignmentMapper.class);
        mapper.lockAdministrators(tenantId);
        boolean administrated = mapper.countAdministrators(tenantId, now) > 0;
        T result = change.get();
        if (administrated && mapper.countAdministrators(tenantId, now) == 0) {
            throw ProblemException.of(AccessProblem.LAST_ADMINISTRATOR);
        }
        return result;
    }
}

package org.stoa.access.tenant;

import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.NewTenant;

/** Gives a tenant that is being created the person who will administer it. */
public interface FirstAdministrator {

    /** An administrator whose password, if there is one, has been hashed: ready for the transaction. */
    interface Appointment {

        /** Appoints the person in the transaction that creates the tenant. */
        void make(CallContext context, Transaction transaction, TenantRow tenant);
    }

    /**
     * Checks what was said of the person, before the transaction.
     *
     * @throws org.stoa.api.rest.ProblemException 400 that names the fields
     */
    Appointment prepare(NewTenant.Administrator administrator);
}

package org.stoa.access.user;

import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.security.CallContext;

/** The accounts and users of a tenant in PostgreSQL. */
@Component(service = PeopleDirectory.class)
public final class PostgresPeopleDirectory implements PeopleDirectory {

    private final Database database;

    @Activate
    public PostgresPeopleDirectory(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Presence find(CallContext context, UUID accountId, UUID userId) {
        UUID tenantId = context.requireTenant();
        UUID account = isOfCaller(context, accountId) ? null : accountId;
        UUID user = userId == null || userId.equals(context.caller().userId()) ? null : userId;
        if (account == null && user == null) {
            return new Presence(true, true);
        }
        return database.read(context, PeopleMapper.class, mapper -> mapper.find(tenantId, account, user));
    }

    /** What is given in an account ends with it. */
    private static boolean isOfCaller(CallContext context, UUID accountId) {
        return accountId == null
                || context.permissions().grants().stream().anyMatch(grant -> accountId.equals(grant.accountId()));
    }
}

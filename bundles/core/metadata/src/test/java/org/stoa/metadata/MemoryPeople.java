package org.stoa.metadata;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.stoa.api.data.Ids;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.security.CallContext;

/** Accounts and users in memory; like the real one, it knows the caller. */
public final class MemoryPeople implements PeopleDirectory {

    private record Key(UUID tenantId, UUID id) {}

    private final Set<Key> accounts = ConcurrentHashMap.newKeySet();
    private final Set<Key> users = ConcurrentHashMap.newKeySet();

    /** How often it was asked. */
    public final AtomicInteger questions = new AtomicInteger();

    /** A new account of the context's tenant. */
    public UUID account(CallContext context) {
        return add(accounts, context);
    }

    /** A new user of the context's tenant. */
    public UUID user(CallContext context) {
        return add(users, context);
    }

    /** A user of the context's tenant with a known id. */
    public void user(CallContext context, UUID id) {
        users.add(new Key(context.requireTenant(), id));
    }

    /** An account or a user is deleted. */
    public void delete(UUID id) {
        accounts.removeIf(key -> key.id().equals(id));
        users.removeIf(key -> key.id().equals(id));
    }

    @Override
    public Presence find(CallContext context, UUID accountId, UUID userId) {
        questions.incrementAndGet();
        UUID tenantId = context.requireTenant();
        boolean self = userId == null || userId.equals(context.caller().userId());
        return new Presence(
                accountId == null || accounts.contains(new Key(tenantId, accountId)),
                self || users.contains(new Key(tenantId, userId)));
    }

    private static UUID add(Set<Key> keys, CallContext context) {
        UUID id = Ids.next();
        keys.add(new Key(context.requireTenant(), id));
        return id;
    }
}

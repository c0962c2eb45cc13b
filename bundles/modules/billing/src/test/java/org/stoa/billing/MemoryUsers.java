package org.stoa.billing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Users of all tenants, from memory; only looked up. */
public final class MemoryUsers implements UserService {
    private final Map<UUID, User> users = new ConcurrentHashMap<>();

    public UUID add(CallContext context, String email) {
        UUID id = Ids.next();
        User user = new User(
                id,
                context.requireTenant(),
                Ids.next(),
                email,
                null,
                null,
                UserStatus.ACTIVE,
                List.of(),
                null,
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
        users.put(id, user);
        return id;
    }

    @Override
    public User get(CallContext context, UUID userId) {
        User user = users.get(userId);
        if (user == null || !user.tenantId().equals(context.requireTenant())) {
            throw ProblemException.notFound("user");
        }
        return user;
    }

    @Override
    public Page<User> list(CallContext context, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public User create(CallContext context, String email, String displayName, String password, String role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public User changeStatus(CallContext context, UUID userId, UserStatus status) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requestPasswordReset(CallContext context, String email, String tenantIdentifier) {
        throw new UnsupportedOperationException();
    }
}

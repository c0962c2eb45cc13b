package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Whoever is asked for is a user, unless it was said that there is none. */
public final class FakeUsers implements UserService {
    public final Set<UUID> gone = ConcurrentHashMap.newKeySet();

    @Override
    public Page<User> list(CallContext context, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public User get(CallContext context, UUID userId) {
        if (gone.contains(userId)) {
            throw ProblemException.notFound("user");
        }
        return new User(
                userId,
                context.requireTenant(),
                userId,
                "client@example.org",
                "client",
                "Clara Client",
                UserStatus.ACTIVE,
                List.of(),
                null,
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
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

package org.stoa.marketplace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.security.CallContext;

/** Every user and account that is asked for is there. */
final class MemoryPeople implements PeopleDirectory, UserService {

    @Override
    public Presence find(CallContext context, UUID accountId, UUID userId) {
        return new Presence(true, true);
    }

    @Override
    public Page<User> list(CallContext context, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public User get(CallContext context, UUID userId) {
        return new User(
                userId,
                context.requireTenant(),
                userId,
                userId + "@example.org",
                userId.toString(),
                "User " + userId,
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
        throw new UnsupportedOperationException("nobody is created here");
    }

    @Override
    public User changeStatus(CallContext context, UUID userId, UserStatus status) {
        throw new UnsupportedOperationException("nobody is changed here");
    }

    @Override
    public void requestPasswordReset(CallContext context, String email, String tenantIdentifier) {}
}

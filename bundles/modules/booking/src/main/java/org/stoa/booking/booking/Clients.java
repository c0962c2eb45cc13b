package org.stoa.booking.booking;

import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingModule;

/** Finds out for whom something is booked. To be asked before a transaction begins. */
@Component(service = Clients.class)
public final class Clients {
    private final UserService users;

    @Activate
    public Clients(@Reference UserService users) {
        this.users = users;
    }

    /**
     * The caller, unless somebody else is named, which is for staff.
     *
     * @throws ProblemException 400 {@code invalid-request}; 403 {@code permission-denied} for somebody else
     */
    public Client of(CallContext context, UUID userId, Guest guest) {
        UUID caller = context.caller().userId();
        if (userId != null && guest != null) {
            throw ProblemException.invalid("guest", "must be absent where clientUserId is given");
        }
        if (guest != null || (userId != null && !userId.equals(caller))) {
            context.require(BookingModule.WRITE, null);
        }
        if (guest != null) {
            return new Client(null, guest.name(), guest.email());
        }
        if (userId == null && caller == null) {
            throw ProblemException.invalid("clientUserId", "must say for whom it is, as the caller is no user");
        }
        return user(context, userId == null ? caller : userId);
    }

    private Client user(CallContext context, UUID userId) {
        try {
            User user = users.get(context, userId);
            String name =
                    user.displayName() == null || user.displayName().isBlank() ? user.email() : user.displayName();
            return new Client(userId, name, user.email());
        } catch (ProblemException e) {
            if (e.code() == CommonProblem.NOT_FOUND) {
                throw ProblemException.invalid("clientUserId", "is not the id of a user");
            }
            throw e;
        }
    }
}

package org.stoa.booking.booking;

import java.util.UUID;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.booking.BookingModule;

/** What the caller is to a booking. */
enum Part {
    /** Nothing. */
    NONE,
    CLIENT,
    /** The user that one of its resources is. */
    PROVIDER,
    STAFF;

    /** Clients are bound by their terms, also where they are one of those who provide it. */
    static Part of(CallContext context, BookingRow booking) {
        UUID user = context.caller().userId();
        if (context.allows(BookingModule.WRITE, null)) {
            return STAFF;
        }
        if (user != null && user.equals(booking.clientUserId())) {
            return CLIENT;
        }
        return user != null && booking.providerUserIds().contains(user) ? PROVIDER : NONE;
    }

    /** Whether the caller may see it. */
    static boolean sees(CallContext context, BookingRow booking) {
        return of(context, booking) != NONE || context.allows(BookingModule.READ, null);
    }

    /** @throws ProblemException 404 {@code not-found} for a booking that the caller does not see */
    static BookingRow requireVisible(CallContext context, BookingRow booking) {
        if (booking == null || !sees(context, booking)) {
            throw ProblemException.notFound("booking");
        }
        return booking;
    }

    /** @throws ProblemException 403 {@code permission-denied} */
    Part atLeast(Part least) {
        if (compareTo(least) < 0) {
            throw ProblemException.of(CommonProblem.PERMISSION_DENIED, BookingModule.WRITE);
        }
        return this;
    }
}

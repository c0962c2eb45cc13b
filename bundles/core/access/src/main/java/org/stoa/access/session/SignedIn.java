package org.stoa.access.session;

import java.util.List;
import org.stoa.access.AccessProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;

/** What follows from having signed in. */
public final class SignedIn {

    /** What everybody may do who has signed in: see and change what is one's own. */
    public static final List<Grant> GRANTS = List.of(own("user.self.read"), own("user.self.write"));

    private SignedIn() {}

    /**
     * Refuses callers who are not a person with a session: some things must not be done with an API key, whatever its
     * scopes.
     *
     * @throws ProblemException 403 {@code session-required}
     */
    public static void require(CallContext context) {
        boolean isPerson =
                context.caller().kind() == Caller.Kind.USER && context.caller().sessionId() != null;
        if (!isPerson) {
            throw ProblemException.of(AccessProblem.SESSION_REQUIRED);
        }
    }

    private static Grant own(String permission) {
        return new Grant(PermissionName.parse(permission), Grant.Effect.GRANT, null, null, "signed in");
    }
}

package org.stoa.api.activity;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;

/**
 * Remembers what the users of a tenant do with what its modules offer. Whether the caller may see a target is for the
 * module to decide before it calls. Users read what they did, and what was done with what is theirs, under
 * {@code /api/v1/me/activities}. Who is no user of the tenant, and does more than look, gets 403 {@code no-user}.
 */
@ProviderType
public interface Activities {

    /**
     * The caller looked at, likes or shares a target. What counts once is counted once, and what looks from outside of the
     * tenant does not count as a view.
     *
     * @param type all but {@link Activity.Type#COMMENT}
     * @return the counts afterwards
     */
    ActivityCounts add(CallContext context, ActivityTarget target, Activity.Type type);

    /** The caller likes a target no longer. */
    ActivityCounts unlike(CallContext context, ActivityTarget target);

    /**
     * The caller comments on a target.
     *
     * @param text 1 to 5,000 characters
     * @throws org.stoa.api.rest.ProblemException 400 {@code invalid-request} that names {@code text}
     */
    Activity comment(CallContext context, ActivityTarget target, String text);

    /**
     * Deletes a comment.
     *
     * @param anybodys whether the caller may delete that of others
     * @throws org.stoa.api.rest.ProblemException 404 {@code not-found} when the target has no such comment, 403
     *     {@code not-your-comment} when it is somebody else's
     */
    void deleteComment(CallContext context, ActivityTarget target, UUID commentId, boolean anybodys);

    /** What was done with a target, without views, newest first. */
    Page<Activity> of(CallContext context, ActivityTarget target, PageRequest page);

    /** The counts of many targets of one type, in one round trip; all nothing for those of which nothing is known. */
    Map<UUID, ActivityCounts> counts(CallContext context, String targetType, Collection<UUID> targetIds);

    /** Forgets all about a target that is gone. */
    void forget(CallContext context, ActivityTarget target);
}

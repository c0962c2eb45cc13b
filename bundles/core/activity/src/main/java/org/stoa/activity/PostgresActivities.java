package org.stoa.activity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.activity.Activities;
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityCounts;
import org.stoa.api.activity.ActivityTarget;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;

/** Keeps activities and their counts in PostgreSQL: the counts are kept by a trigger, with the activity or not at all. */
@Component(service = {Activities.class, PostgresActivities.class})
public final class PostgresActivities implements Activities {

    private static final String TABLE = "activity.activity";
    private static final int LONGEST_TEXT = 5000;
    private static final ActivityCounts NOTHING = new ActivityCounts(0, 0, 0, 0, false);

    private final Database database;
    private final TenantClock clock;

    @Activate
    public PostgresActivities(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public ActivityCounts add(CallContext context, ActivityTarget target, Activity.Type type) {
        if (type == Activity.Type.COMMENT) {
            throw new IllegalArgumentException("a comment has a text: call comment");
        }
        UUID userId = context.caller().userId();
        if (userId == null && type == Activity.Type.VIEW) {
            return counts(context, target.type(), List.of(target.id())).get(target.id());
        }
        store(context, target, type, null);
        return counts(context, target.type(), List.of(target.id())).get(target.id());
    }

    @Override
    public ActivityCounts unlike(CallContext context, ActivityTarget target) {
        UUID userId = userOf(context);
        database.write(context, ActivityMapper.class, (mapper, transaction) -> mapper.unlike(target, userId));
        return counts(context, target.type(), List.of(target.id())).get(target.id());
    }

    @Override
    public Activity comment(CallContext context, ActivityTarget target, String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("text", "must have 1 to " + LONGEST_TEXT + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.invalid("text", "must not contain the character U+0000");
        }
        return store(context, target, Activity.Type.COMMENT, text);
    }

    private Activity store(CallContext context, ActivityTarget target, Activity.Type type, String text) {
        Activity one =
                new Activity(Ids.next(), type, userOf(context), target.type(), target.id(), text, clock.now(context));
        return database.write(context, ActivityMapper.class, (mapper, transaction) -> {
            boolean isNew = mapper.insert(context.requireTenant(), one, target.ownerUserId()) == 1;
            if (isNew && type != Activity.Type.VIEW) {
                transaction.publish(new ActivityAdded(
                        one.id(), type, one.userId(), target.type(), target.id(), target.ownerUserId()));
            }
            return one;
        });
    }

    @Override
    public void deleteComment(CallContext context, ActivityTarget target, UUID commentId, boolean anybodys) {
        database.write(context, ActivityMapper.class, (mapper, transaction) -> {
            Activity comment = mapper.comment(target, commentId);
            if (comment == null) {
                throw ProblemException.notFound("comment");
            }
            if (!anybodys && !comment.userId().equals(context.caller().userId())) {
                throw ProblemException.of(ActivityProblem.NOT_YOUR_COMMENT);
            }
            if (mapper.delete(commentId) == 1) {
                transaction.audit(AuditEntry.removed("comment.delete", TABLE, commentId, comment));
            }
            return commentId;
        });
    }

    @Override
    public Page<Activity> of(CallContext context, ActivityTarget target, PageRequest page) {
        return page(context, page, mapper -> mapper.ofTarget(target, page));
    }

    /** What the caller did, views too, newest first. */
    Page<Activity> ofCaller(CallContext context, PageRequest page) {
        UUID userId = userOf(context);
        return page(context, page, mapper -> mapper.ofUser(userId, page));
    }

    /** What others did with what is the caller's, without views, newest first. */
    Page<Activity> receivedByCaller(CallContext context, PageRequest page) {
        UUID userId = userOf(context);
        return page(context, page, mapper -> mapper.received(userId, page));
    }

    private Page<Activity> page(CallContext context, PageRequest page, Function<ActivityMapper, List<Activity>> query) {
        return database.read(context, ActivityMapper.class, mapper -> Page.of(query.apply(mapper), page, Activity::id));
    }

    @Override
    public Map<UUID, ActivityCounts> counts(CallContext context, String targetType, Collection<UUID> targetIds) {
        if (targetIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, ActivityCounts> known = database
                .read(
                        context,
                        ActivityMapper.class,
                        mapper -> mapper.counts(
                                targetType, targetIds, context.caller().userId()))
                .stream()
                .collect(
                        Collectors.toMap(ActivityMapper.CountedTarget::targetId, ActivityMapper.CountedTarget::counts));
        return targetIds.stream().distinct().collect(Collectors.toMap(id -> id, id -> known.getOrDefault(id, NOTHING)));
    }

    @Override
    public void forget(CallContext context, ActivityTarget target) {
        database.write(context, ActivityMapper.class, (mapper, transaction) -> {
            mapper.forget(target);
            return mapper.forgetCounts(target);
        });
    }

    private static UUID userOf(CallContext context) {
        UUID userId = context.caller().userId();
        if (userId == null) {
            throw ProblemException.of(ActivityProblem.NO_USER);
        }
        return userId;
    }
}

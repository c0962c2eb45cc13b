package org.stoa.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityCounts;
import org.stoa.api.activity.ActivityTarget;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

class PostgresActivitiesTest {

    private static final MutableClock CLOCK = MutableClock.at("2026-03-15T10:00:00Z");
    private static final StandaloneDatabases DATABASES = TestDatabases.fresh(CLOCK);

    private final PostgresActivities activities = new PostgresActivities(
            DATABASES.forModule("activity", PostgresActivities.class), new FakeTenantClock(CLOCK));
    private final CallContext anna = TestContexts.user();
    private final CallContext bert = TestContexts.user(anna.requireTenant());
    private final ActivityTarget target =
            new ActivityTarget("shop.thing", UUID.randomUUID(), anna.caller().userId());

    @AfterAll
    static void close() {
        DATABASES.close();
    }

    @Test
    void viewsCountOncePerUserAndDayAndLikesOncePerUser() {
        activities.add(anna, target, Activity.Type.VIEW);
        activities.add(bert, target, Activity.Type.VIEW);
        activities.add(bert, target, Activity.Type.LIKE);
        activities.add(bert, target, Activity.Type.SHARE);
        activities.add(bert, target, Activity.Type.SHARE);
        activities.add(bert, target, Activity.Type.LIKE);
        assertThat(activities.add(bert, target, Activity.Type.VIEW)).isEqualTo(new ActivityCounts(2, 1, 2, 0, true));

        CLOCK.advance(Duration.ofDays(1));
        assertThat(activities.add(bert, target, Activity.Type.VIEW).views()).isEqualTo(3);
        assertThat(activities
                        .counts(anna, target.type(), List.of(target.id()))
                        .get(target.id())
                        .liked())
                .isFalse();
    }

    @Test
    void whatIsTakenBackDoesNotCount() {
        activities.add(bert, target, Activity.Type.LIKE);
        Activity comment = activities.comment(bert, target, "Schön! 🎉");

        activities.deleteComment(bert, target, comment.id(), false);
        assertThat(activities.unlike(bert, target)).isEqualTo(new ActivityCounts(0, 0, 0, 0, false));
        assertThat(activities.unlike(bert, target).likes()).isZero();
        assertThat(activities.of(anna, target, PageRequest.first()).items()).isEmpty();
    }

    @Test
    void manyWhoLikeAtOnceAreCountedExactly() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ActivityCounts>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                CallContext user = TestContexts.user(anna.requireTenant());
                calls.add(() -> activities.add(user, target, Activity.Type.LIKE));
                calls.add(() -> activities.add(user, target, Activity.Type.LIKE));
            }
            for (Future<ActivityCounts> call : threads.invokeAll(calls)) {
                assertThat(call.get().liked()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(activities
                        .counts(anna, target.type(), List.of(target.id()))
                        .get(target.id())
                        .likes())
                .isEqualTo(40);
    }

    @Test
    void commentOfSomebodyElseIsDeletedByModeratorsOnly() {
        Activity comment = activities.comment(bert, target, "Hello");
        ActivityTarget other = new ActivityTarget("shop.thing", UUID.randomUUID(), null);

        assertThatThrownBy(() -> activities.deleteComment(anna, target, comment.id(), false))
                .hasMessageContaining("not-your-comment");
        assertThatThrownBy(() -> activities.deleteComment(bert, other, comment.id(), true))
                .hasMessageContaining("not-found");
        activities.deleteComment(anna, target, comment.id(), true);
        assertThatThrownBy(() -> activities.deleteComment(anna, target, comment.id(), true))
                .hasMessageContaining("not-found");
    }

    @Test
    void usersSeeWhatTheyDidAndWhatOthersDidWithTheirs() {
        activities.add(bert, target, Activity.Type.VIEW);
        activities.comment(bert, target, "Nice");
        activities.add(anna, target, Activity.Type.LIKE);

        assertThat(activities.ofCaller(bert, PageRequest.first()).items())
                .extracting(Activity::type)
                .containsExactly(Activity.Type.COMMENT, Activity.Type.VIEW);
        assertThat(activities.receivedByCaller(anna, PageRequest.first()).items())
                .extracting(Activity::type)
                .containsExactly(Activity.Type.COMMENT);
        assertThat(activities.receivedByCaller(bert, PageRequest.first()).items())
                .isEmpty();
    }

    @Test
    void textOfACommentIsChecked() {
        for (String text : new String[] {null, "", " \n", "x".repeat(5001), "a\0b"}) {
            assertThatThrownBy(() -> activities.comment(bert, target, text))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("invalid-request");
        }
        assertThat(activities.comment(bert, target, "x".repeat(5000)).text()).hasSize(5000);
    }

    @Test
    void whoIsNoUserLooksWithoutBeingCounted() {
        CallContext outside = CallContext.system(anna.requireTenant(), "tests");

        assertThat(activities.add(outside, target, Activity.Type.VIEW).views()).isZero();
        assertThatThrownBy(() -> activities.add(outside, target, Activity.Type.LIKE))
                .hasMessageContaining("no-user");
    }

    @Test
    void nothingIsLeftOfATargetThatIsForgotten() {
        activities.add(bert, target, Activity.Type.LIKE);
        activities.forget(anna, target);

        assertThat(activities.counts(bert, target.type(), List.of(target.id())).get(target.id()))
                .isEqualTo(new ActivityCounts(0, 0, 0, 0, false));
        assertThat(activities.ofCaller(bert, PageRequest.first()).items()).isEmpty();
    }

    @Test
    void otherBundlesAreToldOfALikeOnce() {
        RecordingListener<ActivityAdded> listener = new RecordingListener<>(ActivityAdded.class);
        activities.add(bert, target, Activity.Type.LIKE);
        activities.add(bert, target, Activity.Type.LIKE);
        activities.add(bert, target, Activity.Type.VIEW);

        DATABASES.deliverEvents(listener);

        assertThat(listener.of(anna)).singleElement().satisfies(added -> {
            assertThat(added.type()).isEqualTo(Activity.Type.LIKE);
            assertThat(added.ownerUserId()).isEqualTo(anna.caller().userId());
        });
    }
}

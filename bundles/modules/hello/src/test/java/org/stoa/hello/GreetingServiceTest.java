package org.stoa.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** The rules, on a real database and without HTTP. */
class GreetingServiceTest {
    private static final MutableClock CLOCK = MutableClock.at("2026-03-15T10:00:00Z");
    private static final StandaloneDatabases DATABASES = TestDatabases.fresh(CLOCK);

    private final GreetingService greetings =
            new GreetingService(DATABASES.forModule("hello", HelloModule.class), CLOCK);
    private final CallContext context = TestContexts.user();

    @AfterAll
    static void close() {
        DATABASES.close();
    }

    @Test
    void whatIsReadIsWhatWasPosted() {
        Greeting posted = greetings.post(context, new GreetingFields("Hi"));
        CLOCK.advance(Duration.ofMinutes(1));

        assertThat(greetings.get(context, posted.id())).isEqualTo(posted);
        assertThat(posted.author()).isEqualTo(context.caller().name());
    }

    @Test
    void welcomeIsPostedOnceHoweverOftenTheModuleIsSeeded() {
        greetings.postWelcome(context);
        greetings.postWelcome(context);

        assertThat(greetings.list(context, PageRequest.first()).items())
                .extracting(Greeting::message)
                .containsExactly("Welcome to Stoa!");
    }

    @Test
    void repeatedRequestPostsOnce() {
        Greeting first = greetings.post(TestContexts.repeatable(context, "key", "body"), new GreetingFields("Hi"));
        Greeting again = greetings.post(TestContexts.repeatable(context, "key", "body"), new GreetingFields("Hi"));

        assertThat(again).isEqualTo(first);
        assertThat(greetings.list(context, PageRequest.first()).items()).containsExactly(first);
    }

    @Test
    void greetingOfAnotherTenantIsNotFound() {
        UUID posted = greetings.post(context, new GreetingFields("Hi")).id();
        CallContext other = TestContexts.user();

        assertThatThrownBy(() -> greetings.get(other, posted))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not-found");
        assertThatThrownBy(() -> greetings.delete(other, posted)).isInstanceOf(ProblemException.class);
        assertThat(greetings.get(context, posted).message()).isEqualTo("Hi");
    }

    @Test
    void otherBundlesAreTold() {
        RecordingListener<GreetingPosted> listener = new RecordingListener<>(GreetingPosted.class);
        Greeting posted = greetings.post(context, new GreetingFields("Hi"));

        DATABASES.deliverEvents(listener);

        assertThat(listener.of(context)).containsExactly(new GreetingPosted(posted.id(), "Hi", posted.author()));
    }
}

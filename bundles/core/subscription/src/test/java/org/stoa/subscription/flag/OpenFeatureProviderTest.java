package org.stoa.subscription.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.subscription.flag.FlagBuilder.flag;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.Value;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.subscription.SubscribedPlan;
import org.stoa.data.StandaloneDatabases;
import org.stoa.subscription.Await;
import org.stoa.subscription.limit.Limits;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.TestDatabases;

/** What a module sees that is written against OpenFeature and knows nothing of the platform but its domain. */
class OpenFeatureProviderTest {

    private static final MemoryTenants TENANTS = new MemoryTenants();
    private static final UUID ACME = TENANTS.add("acme", "UTC").id();
    private static final UUID OTHER = TENANTS.add("other", "UTC").id();

    private static StandaloneDatabases databases;
    private static FlagSnapshot snapshot;
    private static OpenFeatureProvider provider;
    private static Client client;

    @BeforeAll
    static void start() {
        databases = TestDatabases.fresh();
        PlatformDatabase database = databases.platform("subscription", Limits.class);
        snapshot = new FlagSnapshot(database, databases.caches());
        Flags flags = new Flags(database, snapshot, Clock.systemUTC());
        CallContext operator = CallContext.system(null, "test");
        Stream.of(
                        flag("listed").tenants(ACME),
                        flag("planned").plans("pro"),
                        flag("half").rollout(50, RolloutUnit.USER),
                        flag("default").onByDefault())
                .forEach(flag -> flags.create(operator, flag.fields()));
        Subjects subjects = new Subjects(TENANTS, databases.caches());
        subjects.setSubscriptions(context -> context.requireTenant().equals(ACME)
                ? Optional.of(new SubscribedPlan("pro", 1, "ACTIVE", Set.of("included")))
                : Optional.empty());
        provider = new OpenFeatureProvider(new EvaluatedFeatures(snapshot, subjects));
        client = OpenFeatureAPI.getInstance().getClient("stoa");
        Await.until("the provider", Duration.ofSeconds(10), () -> client.getProviderState() == ProviderState.READY);
    }

    @AfterAll
    static void stop() throws Exception {
        provider.close();
        snapshot.close();
        databases.close();
    }

    @Test
    void featuresAreThoseOfTheTenantThatIsTheTargetingKey() {
        assertThat(details("listed", of(ACME)))
                .returns(true, FlagEvaluationDetails::getValue)
                .returns("TARGETING_MATCH", FlagEvaluationDetails::getReason)
                .returns("on", FlagEvaluationDetails::getVariant);
        assertThat(details("listed", of(OTHER)))
                .returns(false, FlagEvaluationDetails::getValue)
                .returns("DEFAULT", FlagEvaluationDetails::getReason);
        assertThat(details("planned", of(ACME)).getValue()).isTrue();
        assertThat(details("included", of(ACME)).getValue()).isTrue();
        assertThat(details("planned", of(OTHER)).getValue()).isFalse();
        assertThat(details("default", of(OTHER)).getValue()).isTrue();
    }

    @Test
    void theAttributeUserIsWhatRolloutsByUsersGoBy() {
        long reached = Stream.generate(Ids::next)
                .limit(100)
                .filter(user -> client.getBooleanValue(
                        "half",
                        false,
                        new ImmutableContext(OTHER.toString(), Map.of("user", new Value(user.toString())))))
                .count();
        assertThat(reached).isBetween(25L, 75L);
    }

    @Test
    void whatCannotBeEvaluatedGivesTheFallbackAndSaysWhy() {
        assertThat(client.getBooleanDetails("nowhere", true, of(ACME)))
                .returns(true, FlagEvaluationDetails::getValue)
                .returns(ErrorCode.FLAG_NOT_FOUND, FlagEvaluationDetails::getErrorCode);
        assertThat(client.getBooleanDetails("default", false))
                .returns(false, FlagEvaluationDetails::getValue)
                .returns(ErrorCode.TARGETING_KEY_MISSING, FlagEvaluationDetails::getErrorCode);
        assertThat(details("default", new ImmutableContext("acme")).getErrorCode())
                .isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(details("default", new ImmutableContext(ACME.toString(), Map.of("user", new Value(7))))
                        .getErrorCode())
                .isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(details("default", of(Ids.next())).getErrorCode()).isEqualTo(ErrorCode.GENERAL);
        assertThat(client.getStringDetails("default", "fallback", of(ACME)))
                .returns("fallback", FlagEvaluationDetails::getValue)
                .returns(ErrorCode.TYPE_MISMATCH, FlagEvaluationDetails::getErrorCode);
    }

    private static ImmutableContext of(UUID tenant) {
        return new ImmutableContext(tenant.toString());
    }

    private static FlagEvaluationDetails<Boolean> details(String key, ImmutableContext context) {
        return client.getBooleanDetails(key, false, context);
    }
}

package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.SqlMapper;

/** Credentials are not in the database as they are. */
class SealedCredentialsTest {
    private static StripeFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static List<String> stored(CallContext context) {
        return fixture.billing.database.read(
                context,
                SqlMapper.class,
                mapper -> mapper.texts("SELECT api_key || ' ' || webhook_secret FROM billing.provider_account"));
    }

    private static Credentials used(CallContext context) {
        return fixture.accounts.credentials(context, fixture.accounts.provider("stripe"));
    }

    @Test
    void credentialsAreSealed() {
        CallContext context = fixture.newTenant();

        assertThat(stored(context))
                .noneMatch(text -> text.contains(FakeStripe.KEY) || text.contains(StripeFixture.SECRET));
        assertThat(used(context)).isEqualTo(new Credentials(FakeStripe.KEY, StripeFixture.SECRET));
    }

    @Test
    void whatWasStatedBeforeIsSealedWhenItIsUsed() {
        CallContext context = fixture.newTenant();
        fixture.billing.database.write(context, ProviderAccounts.Mapper.class, (mapper, transaction) -> {
            mapper.reseal(mapper.find("stripe"), new Credentials("sk_test_plain", "whsec_plain"));
            transaction.mapper(SqlMapper.class).execute("UPDATE billing.provider_account SET sealed = false");
            return true;
        });

        assertThat(used(context)).isEqualTo(new Credentials("sk_test_plain", "whsec_plain"));
        assertThat(stored(context)).noneMatch(text -> text.contains("sk_test_plain"));
        assertThat(used(context)).isEqualTo(new Credentials("sk_test_plain", "whsec_plain"));
    }

    @Test
    void newKeyIsTakenOverWhenTheyAreUsed() {
        CallContext context = fixture.newTenant();
        List<String> before = stored(context);
        fixture.secrets.rotate();

        assertThat(used(context)).isEqualTo(new Credentials(FakeStripe.KEY, StripeFixture.SECRET));
        List<String> after = stored(context);
        assertThat(after).isNotEqualTo(before);
        used(context);
        assertThat(stored(context)).isEqualTo(after);
    }
}

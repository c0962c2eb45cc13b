package org.stoa.metadata.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MemorySettings;
import org.stoa.metadata.schema.Quota;
import org.stoa.metadata.schema.Quota.Period;
import org.stoa.metadata.schema.Quota.Scope;
import org.stoa.testkit.TestContexts;

/** Limits are what tenants have in their settings. */
class QuotaLimitsTest {

    private static final String SETTING = "staging.projectsPerMonth";
    private static final Quota PER_TENANT = new Quota(SETTING, Period.MONTH, null);
    private static final Quota PER_ACCOUNT = new Quota(SETTING, Period.MONTH, Scope.ACCOUNT);
    private static final UUID ACCOUNT = UUID.randomUUID();

    private final MemorySettings settings = new MemorySettings();
    private final QuotaLimits limits = new QuotaLimits(settings, settings.caches);
    private final CallContext tenant = TestContexts.user();

    @Test
    void withoutTheSettingThereIsNoLimit() {
        QuotaLimit limit = limits.of(tenant, PER_TENANT, null);

        assertThat(limit.isSet()).isFalse();
        assertThat(limit.number()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void settingsAreReadOnceUntilALimitChangesWhichHoldsAtOnce() {
        settings.set(tenant, SETTING, 10);
        assertThat(number(PER_TENANT, null)).isEqualTo(10);
        assertThat(number(PER_TENANT, null)).isEqualTo(10);
        assertThat(settings.reads()).isEqualTo(1);

        settings.set(tenant, SETTING, 20);
        assertThat(number(PER_TENANT, null)).isEqualTo(20);
    }

    @Test
    void anAccountMayHaveALimitOfItsOwn() {
        settings.set(tenant, SETTING, 10);
        settings.set(tenant, SETTING + "." + ACCOUNT, 500);

        assertThat(number(PER_ACCOUNT, ACCOUNT)).isEqualTo(500);
        assertThat(number(PER_ACCOUNT, UUID.randomUUID())).isEqualTo(10);
        assertThat(number(PER_ACCOUNT, null)).isEqualTo(10);
        assertThat(number(PER_TENANT, ACCOUNT)).isEqualTo(10);
    }

    @Test
    void limitsOfTenantsAndOfSettingsAreTheirOwn() {
        CallContext other = TestContexts.user();
        settings.set(tenant, SETTING, 10);
        settings.set(other, SETTING, 20);
        settings.set(tenant, SETTING + "s", 30);

        assertThat(number(PER_TENANT, null)).isEqualTo(10);
        assertThat(limits.of(other, PER_TENANT, null).number()).isEqualTo(20);
        assertThat(number(new Quota(SETTING + "s", Period.MONTH, null), null)).isEqualTo(30);
    }

    static List<Object> numbers() {
        return List.of(7, 7L, BigInteger.valueOf(7), new BigDecimal("7.0"), 7.0);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void wholeNumbersAreLimitsHoweverTheyAreWritten(Object value) {
        settings.set(tenant, SETTING, value);

        assertThat(number(PER_TENANT, null)).isEqualTo(7);
    }

    static List<Object> noLimits() {
        return List.of(
                "7",
                -1,
                7.5,
                true,
                List.of(7),
                BigInteger.TWO.pow(63),
                new BigDecimal("1e999999999"),
                new BigDecimal("1e-999999999"));
    }

    @ParameterizedTest
    @MethodSource("noLimits")
    void whatIsNoWholeNumberIsRefusedByName(Object value) {
        settings.set(tenant, SETTING + "." + ACCOUNT, value);
        settings.set(tenant, SETTING, 7);

        assertThat(assertRefused("quota-setting-invalid", () -> number(PER_ACCOUNT, ACCOUNT))
                        .arguments())
                .containsExactly(SETTING + "." + ACCOUNT);
        assertThat(number(PER_ACCOUNT, null)).isEqualTo(7);
    }

    private long number(Quota quota, UUID accountId) {
        return limits.of(tenant, quota, accountId).number();
    }
}

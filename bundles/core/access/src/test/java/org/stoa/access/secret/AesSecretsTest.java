package org.stoa.access.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.access.AccessFixture;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;

class AesSecretsTest {

    private static final String PURPOSE = "billing.stripe.api-key";
    private static final String KEY = "first:" + Base64.getEncoder().encodeToString(new byte[32]);

    private static AccessFixture access;

    private final CallContext context = CallContext.system(Ids.next(), "test");

    @BeforeAll
    static void start() {
        access = new AccessFixture();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    private static AesSecrets node(String stated) {
        return new AesSecrets(new SealingKeys(access.platform, stated, access.clock));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk_live_4711", "Schlüssel 🙂"})
    void whatOneNodeSealsAnotherOpens(String secret) {
        String sealed = node("").seal(context, PURPOSE, secret);

        assertThat(sealed).matches("[\\x21-\\x7e]+").doesNotContain("sk_live");
        assertThat(node("").open(context, PURPOSE, sealed)).isEqualTo(secret);
        assertThat(node("").seal(context, PURPOSE, secret)).isNotEqualTo(sealed);
    }

    @Test
    void neitherAnotherTenantNorAnotherPurposeOpensIt() {
        AesSecrets secrets = node("");
        String sealed = secrets.seal(context, PURPOSE, "sk_live_4711");

        assertThatIllegalStateException()
                .isThrownBy(() -> secrets.open(CallContext.system(Ids.next(), "test"), PURPOSE, sealed));
        assertThatIllegalStateException().isThrownBy(() -> secrets.open(context, "billing.other", sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> secrets.open(CallContext.system(null, "test"), PURPOSE, sealed));
    }

    @Test
    void whatWasChangedOrNeverSealedIsNotOpened() {
        AesSecrets secrets = node("");
        String sealed = secrets.seal(context, PURPOSE, "sk_live_4711");
        int place = sealed.length() - 5;
        String changed =
                sealed.substring(0, place) + (sealed.charAt(place) == 'A' ? 'B' : 'A') + sealed.substring(place + 1);

        assertThatIllegalStateException().isThrownBy(() -> secrets.open(context, PURPOSE, changed));
        assertThatIllegalStateException()
                .isThrownBy(() -> secrets.open(context, PURPOSE, "sk_live_4711"))
                .withMessageNotContaining("4711");
        assertThat(secrets.isCurrent("sk_live_4711")).isFalse();
    }

    @Test
    void newKeySealsAndOlderOnesOpenUntilTheyAreTakenAway() {
        String before = node("").seal(context, PURPOSE, "a");
        AesSecrets rotated = node(KEY);
        String after = rotated.seal(context, PURPOSE, "a");

        assertThat(rotated.open(context, PURPOSE, before)).isEqualTo("a");
        assertThat(rotated.isCurrent(before)).isFalse();
        assertThat(rotated.isCurrent(after)).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> node("").open(context, PURPOSE, after))
                .withMessageContaining("first");
    }

    @Test
    void nodesAreMovedToAStatedKeyOneAfterTheOther() {
        AesSecrets unmoved = node("");
        AesSecrets prepared = node("stored, " + KEY);
        String before = prepared.seal(context, PURPOSE, "a");
        assertThat(unmoved.isCurrent(before)).isTrue();
        assertThat(unmoved.open(context, PURPOSE, before)).isEqualTo("a");

        String after = node(KEY).seal(context, PURPOSE, "b");
        assertThat(prepared.open(context, PURPOSE, after)).isEqualTo("b");
        assertThat(node(KEY + ",stored").isCurrent(after)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "first:short", ":AAAA", "first:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,x"})
    void keysThatAreNoneAreRefused(String stated) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node(stated))
                .withMessageContaining("32 bytes")
                .withMessageNotContaining("short");
    }

    @Test
    void secretHasALimit() {
        assertThatIllegalArgumentException().isThrownBy(() -> node("").seal(context, PURPOSE, "x".repeat(10_001)));
    }
}

package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Argon2 QUICK = new Argon2(64, 1, 1);

    private final Passwords passwords = new Passwords(QUICK, 2, 64, Duration.ofSeconds(30));

    @Test
    void hashesWithTheParametersPromised() {
        assertThat(new Passwords().hash("correct horse battery")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void verifiesWhatItHashed() {
        String hash = passwords.hash("correct horse battery");

        assertThat(passwords.verify("correct horse battery", hash)).isTrue();
        assertThat(passwords.verify("Correct horse battery", hash)).isFalse();
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
    }

    @Test
    void samePasswordInAnotherUnicodeFormIsTheSame() {
        String hash = passwords.hash("Stra\u00DFenb\u00E4ckerei");

        assertThat(passwords.verify("Stra\u00DFenba\u0308ckerei", hash)).isTrue();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        assertThat(passwords.verify("correct horse battery", null)).isFalse();
    }

    @Test
    void tellsHashesOfOtherParameters() {
        assertThat(passwords.needsRehash(new Argon2(128, 1, 1).hash("x", new byte[16])))
                .isTrue();
        assertThat(passwords.needsRehash(passwords.hash("x"))).isFalse();
    }

    @Test
    void manyAtOnceAreServedInTurn() throws Exception {
        String hash = passwords.hash("correct horse battery");

        assertThat(refusedAtOnce(Collections.nCopies(
                                30, (Runnable) () -> assertThat(passwords.verify("correct horse battery", hash))
                                        .isTrue())
                        .toArray(Runnable[]::new)))
                .isEmpty();
    }

    @Test
    void tooManyAtOnceAreToldToComeBack() throws Exception {
        Passwords crowded = new Passwords(new Argon2(19_456, 2, 1), 1, 1, Duration.ofSeconds(30));

        assertThat(refusedAtOnce(Collections.nCopies(12, (Runnable) () -> crowded.hash("correct horse battery"))
                        .toArray(Runnable[]::new)))
                .isNotEmpty()
                .containsOnly("sign-in-busy");
    }

    @Test
    void whoWaitsTooLongIsToldToComeBack() {
        Passwords closed = new Passwords(QUICK, 0, 10, Duration.ofMillis(5));

        assertThat(assertRefused(503, "sign-in-busy", null, () -> closed.hash("correct horse battery"))
                        .headers())
                .containsEntry("Retry-After", "5");
    }
}

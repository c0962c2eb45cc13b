package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {

    private static final Argon2 SMALL = new Argon2(64, 1, 1);

    /** RFC 9106, section 5.3. */
    @Test
    void givesTheTagOfTheRfc() {
        byte[] tag = new Argon2(32, 3, 4).derive(bytes(32, 1), bytes(16, 2), 32, bytes(8, 3), bytes(12, 4));

        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void writesAndReadsPhcStrings() {
        String phc = SMALL.hash("correct horse", bytes(16, 5));

        assertThat(phc)
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$BQUFBQUFBQUFBQUFBQUFBQ$")
                .doesNotContain("=$", "horse");
        assertThat(Argon2.matches("correct horse", phc)).isTrue();
        assertThat(Argon2.matches("correct horsf", phc)).isFalse();
        assertThat(Argon2.matches("", phc)).isFalse();
    }

    @Test
    void verifiesWithTheParametersOfTheHash() {
        String other = new Argon2(128, 2, 1).hash("correct horse", bytes(16, 5));

        assertThat(Argon2.matches("correct horse", other)).isTrue();
        assertThat(SMALL.made(other)).isFalse();
        assertThat(SMALL.made(SMALL.hash("x", bytes(16, 6)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$2b$12$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=64,t=1,p=1$BQUFBQUFBQUFBQUFBQUFBQ$BQUFBQUFBQUFBQUFBQUFBQ",
                "$argon2id$v=16$m=64,t=1,p=1$BQUFBQUFBQUFBQUFBQUFBQ$BQUFBQUFBQUFBQUFBQUFBQ",
                "$argon2id$v=19$m=99999999,t=1,p=1$BQUFBQUFBQUFBQUFBQUFBQ$BQUFBQUFBQUFBQUFBQUFBQ"
            })
    void anythingElseIsNoHash(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Argon2.matches("x", text));
    }

    private static byte[] bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

package org.stoa.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.data.Ids;

class ApiKeyTextTest {

    @Test
    void keyIsReadAsItWasWritten() {
        for (UUID id : new UUID[] {Ids.next(), new UUID(0, 0), new UUID(-1, -1), new UUID(1, Long.MIN_VALUE)}) {
            ApiKeyText key = ApiKeyText.generate(id);

            assertThat(key.text())
                    .matches("stoa_[0-9A-Za-z]{22}_[0-9A-Za-z]{43}")
                    .startsWith(key.prefix());
            assertThat(ApiKeyText.parse(key.text())).contains(key);
        }
    }

    @Test
    void secretsDiffer() {
        UUID id = Ids.next();

        assertThat(ApiKeyText.generate(id).secret())
                .isNotEqualTo(ApiKeyText.generate(id).secret());
    }

    @Test
    void secretIsNotPrinted() {
        ApiKeyText key = ApiKeyText.generate(Ids.next());

        assertThat(key.toString()).doesNotContain(key.secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stoa_",
                "stoa__",
                "stoa_zzzzzzzzzzzzzzzzzzzzzz_0000000000000000000000000000000000000000000",
                "stoa_000000000000000000000_0000000000000000000000000000000000000000000",
                "stoa_0000000000000000000000_000000000000000000000000000000000000000000",
                "stoa_0000000000000000000000_00000000000000000000000000000000000000000000",
                "stoa_0000000000000000000000_000000000000000000000000000000000000000000-",
                "stoa_0000000000000000000000_0000000000000000000000000000000000000000000\n",
                "STOA_0000000000000000000000_0000000000000000000000000000000000000000000",
                "' OR 1=1 --"
            })
    void anythingElseIsNoKey(String text) {
        assertThat(ApiKeyText.parse(text)).isEmpty();
    }
}

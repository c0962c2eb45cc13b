package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Anna@Example.ORG, anna@example.org",
        "'  anna@example.org ', anna@example.org",
        "admin@localhost, admin@localhost",
        "a.b+tag@sub.example.org, a.b+tag@sub.example.org",
        "o'hara@example.org, o'hara@example.org",
        "MÜLLER@example.org, müller@example.org",
        "mu\u0308ller@example.org, müller@example.org",
        "info@bücher.example, info@bücher.example"
    })
    void oneFormIsStored(String typed, String stored) {
        assertThat(EmailAddress.normalize(typed)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "anna",
                "@example.org",
                "anna@",
                "anna@@example.org",
                "anna@example..org",
                ".anna@example.org",
                "an na@example.org",
                "anna@example.org\nBcc: all@example.org",
                "anna@-example.org",
                "anna@example.org,bert@example.org",
                "<anna@example.org>",
                "anna\u0000@example.org"
            })
    void anythingElseIsRefused(String typed) {
        assertRefused(400, "invalid-request", "email", () -> EmailAddress.normalize(typed));
    }

    @Test
    void lengthIsLimited() {
        String local = "a".repeat(64);
        String domain = ("b".repeat(60) + ".").repeat(3) + "example";

        assertThat(EmailAddress.tryNormalize(local + "@" + domain.substring(0, 189)))
                .isPresent();
        assertThat(EmailAddress.tryNormalize(local + "a@" + domain)).isEmpty();
        assertThat(EmailAddress.tryNormalize(local + "@" + domain)).isEmpty();
        assertThat(EmailAddress.tryNormalize(null)).isEmpty();
        assertThat(EmailAddress.tryNormalize("a@" + "b.".repeat(100_000) + "c")).isEmpty();
    }
}

package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final String EMAIL = "anna.schmidt@example.org";

    @ParameterizedTest
    @ValueSource(strings = {"twelve chars", "correct horse battery", "日本語のとても長いパスワード", "'; DROP TABLE x --"})
    void longPasswordOfAnyCharactersIsAccepted(String password) {
        assertThat(PasswordPolicy.objection(password, EMAIL)).isEmpty();
    }

    @Test
    void lengthIsCountedInCharacters() {
        assertThat(PasswordPolicy.objection("elevenchars", EMAIL))
                .hasValueSatisfying(text -> assertThat(text).contains("12 to 200"));
        assertThat(PasswordPolicy.objection("ab".repeat(99) + "cd", EMAIL)).isEmpty();
        assertThat(PasswordPolicy.objection("ab".repeat(99) + "cde", EMAIL)).isPresent();
        assertThat(PasswordPolicy.objection("\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03".repeat(50), EMAIL))
                .isEmpty();
        assertThat(PasswordPolicy.objection("\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02".repeat(3), EMAIL))
                .isPresent();
    }

    @Test
    void emailAddressIsNoPassword() {
        assertThat(PasswordPolicy.objection("Anna.Schmidt@Example.org", EMAIL)).isPresent();
        assertThat(PasswordPolicy.objection("anna.schmidt", EMAIL)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "PassWord1234",
                "passwortpasswort",
                "123456789012",
                "aaaaaaaaaaaaaaa",
                "abcabcabcabcabc"
            })
    void whatEverybodyTriesFirstIsRefused(String password) {
        assertThat(PasswordPolicy.objection(password, EMAIL)).isPresent();
    }

    @Test
    void refusalNamesTheField() {
        assertRefused(400, "invalid-request", "newPassword", () -> PasswordPolicy.check("newPassword", "short", EMAIL));
    }
}

package org.stoa.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleLineTest {

    private static final Pattern FORM = Pattern.compile(SingleLine.FORM);

    @ParameterizedTest
    @ValueSource(strings = {"", "Go Models Agency", "Zoë 李 👩‍👩‍👧 שלום‎", "a b", "Müller & Söhne <GmbH> \"x\" \\n"})
    void namesOfTheWorldAreOneLine(String name) {
        assertThat(FORM.matcher(name).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9, 10, 13, 0x1b, 0x7f, 0x85, 0x9f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069})
    void controlCharactersAreNot(int character) {
        assertThat(FORM.matcher("a" + Character.toString(character) + "b").matches())
                .isFalse();
    }
}

package org.stoa.metadata.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "^abc$ abc",
                "b abc",
                "^[a-z]+$ abc",
                "^[^a-z]+$ ABC",
                "^\\d{2,3}$ 123",
                "^\\d{2,}?$ 1234",
                "^(?:a|b)+$ abba",
                "^(?<year>\\d{4})-(\\d\\d)$ 2025-12",
                "^\\p{Letter}+$ Änderung",
                "^\\p{Script=Greek}+$ αβγ",
                "^\\p{gc=Lu}$ Ä",
                "^\\P{L}+$ 123",
                "^\\p{Any}$ x",
                "^\\u0041\\x42\\u{43}$ ABC",
                "^\\uD83D\\uDE00$ 😀",
                "^.$ 😀",
                "^[😀-😂]$ 😁",
                "^[\\w.-]+@[\\w-]+\\.[a-z]{2,}$ a.b@example.org",
                "^\\/a\\-b\\@c$ /a-b@c",
                "^a{,2}$ a{,2}",
                "^a{x$ a{x",
                "^]}$ ]}",
                "^[^]$ x",
                "^(?i:abc)$ ABC",
                "^[\\d-x]+$ 1-x",
                "^\\$\\^\\.$ $^.",
                "^((((a))))$ a",
                "(a*)*b aaab",
            })
    void finds(String pattern, String text) {
        assertThat(LinearPattern.compile(pattern).find(text))
                .as("%s in %s", pattern, text)
                .isTrue();
    }

    @ParameterizedTest(name = "{0} does not find {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "^abc$ abcd",
                "^\\w$ é",
                "^\\d$ ߀",
                "[] x",
                "^[]a]* a]",
                "^[^\\S]$ x",
                "^\\S$ '\u00a0'",
                "^.$ '\u2028'"
            })
    void doesNotFind(String pattern, String text) {
        assertThat(LinearPattern.compile(pattern).find(text))
                .as("%s in %s", pattern, text)
                .isFalse();
    }

    @Test
    void dollarIsTheEndAndNotBeforeTheLastLineBreak() {
        assertThat(LinearPattern.compile("^abc$").find("abc\n")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "a(?=b) 'position 4: look-ahead is not supported'",
                "a(?!b) 'position 4: look-ahead is not supported'",
                "(?<=a)b 'position 3: look-behind is not supported'",
                "(?<!a)b 'position 3: look-behind is not supported'",
                "(a)\\1 'position 5: back-references are not supported'",
                "(?<x>a)\\k<x> 'position 9: back-references are not supported'",
                "(?i)a 'position 3: unknown kind of group; flags are written (?i:...)'",
                "\\a 'position 2: unknown escape \\a'",
                "a** 'position 2: nothing to repeat'",
                "*a 'position 1: nothing to repeat before ''*'''",
                "(a 'position 2: ''('' without '')'''",
                "a) 'position 1: '')'' without ''('''",
                "[a 'position 2: ''['' without '']'''",
                "[b-a] 'position 4: the range is the wrong way round'",
                "a{3,2} 'position 6: repeats at least 3 and at most 2 times'",
                "a{1001} 'position 7: repeats more than 1000 times'",
                "\\p{Emoji} 'invalid character class range'",
                "\\p{X=Y} 'position 7: the property ''X=Y'' is not supported'",
                "\\ 'position 1: ends too soon'",
                "\\u12 'position 2: ends within an escape'",
            })
    void refuses(String pattern, String message) {
        assertThatThrownBy(() -> LinearPattern.compile(pattern))
                .isInstanceOf(PatternException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(((((((a{9}){9}){9}){9}){9}){9}){9}){9}",
                "(a{0,999}){0,999}",
                "(?:(?:x{100}){100}|y){100}",
            })
    void refusesWhatRepetitionsMultiplyTo(String pattern) {
        assertThatThrownBy(() -> LinearPattern.compile(pattern)).hasMessageContaining("repetitions multiply");
    }

    @Test
    void refusesDeepAndLongPatterns() {
        assertThatThrownBy(() -> LinearPattern.compile("(".repeat(60) + "a" + ")".repeat(60)))
                .hasMessageContaining("nested deeper than 50");
        assertThatThrownBy(() -> LinearPattern.compile("a".repeat(1001))).hasMessageContaining("at most 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a+)+$",
                "^(a|a)*$",
                "^(a|aa)+$",
                "^(.*)*x$",
                "^(\\w+\\s?)*$",
                "(x+x+)+y",
                "^(([a-z])+.)+[A-Z]$"
            })
    void takesTimeLinearInTheText(String pattern) {
        String text = "a".repeat(100_000) + "!";
        LinearPattern compiled = LinearPattern.compile(pattern);
        long start = System.nanoTime();
        compiled.find(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time of %s", pattern)
                .isLessThan(Duration.ofSeconds(2));
    }
}

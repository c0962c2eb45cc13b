package org.stoa.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource({
        "Hair colour,hair-colour",
        "  Straße & Füße!  ,strasse-fuesse",
        "Łódź,lodz",
        "Crème brûlée,creme-brulee",
        "ﬁne,fine",
        "a---b,a-b",
        "İstanbul,istanbul",
        "42,42"
    })
    void slugIsMadeOfAName(String name, String slug) {
        assertThat(Slugs.of(name)).isEqualTo(slug);
        assertThat(Slugs.isSlug(slug)).isTrue();
    }

    @Test
    void nothingIsLeftOfOtherScripts() {
        assertThat(Slugs.of("ファッション")).isEmpty();
        assertThat(Slugs.of("- -")).isEmpty();
        assertThat(Slugs.of(Map.of("ja", "ファッション", "fr", "Été"))).isEqualTo("ete");
    }

    @Test
    void longNamesAreCut() {
        assertThat(Slugs.of("a".repeat(99) + " b")).isEqualTo("a".repeat(99));
        assertThat(Slugs.isSlug("a".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-a", "a-", "a--b", "A", "ä", "''", "a b"})
    void otherTextsAreNone(String text) {
        assertThat(Slugs.isSlug(text)).isFalse();
    }

    @Test
    void formIsRefusedHoweverLongTheText() {
        String text = "a" + "-a".repeat(50_000);

        assertThat(text.matches(Slugs.FORM)).isFalse();
        assertThat("a-1".matches(Slugs.FORM)).isTrue();
    }
}

package org.stoa.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.ProblemException;

class PageTest {

    private static final List<UUID> IDS = Stream.generate(Ids::next).limit(3).toList();

    @Test
    void cursorLeadsToWhatFollowsTheLastItem() {
        Page<UUID> page = Page.of(IDS, new PageRequest(2, null), Function.identity());

        assertThat(page.items()).isEqualTo(IDS.subList(0, 2));
        assertThat(PageRequest.parse("2", page.nextCursor())).isEqualTo(new PageRequest(2, IDS.get(1)));
    }

    @Test
    void lastPageHasNoCursor() {
        assertThat(Page.of(IDS, new PageRequest(3, null), Function.identity()).nextCursor())
                .isNull();
    }

    @Test
    void idsGrow() {
        assertThat(IDS).isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
        assertThat(IDS).allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
    }

    @Test
    void limitDefaultsToFifty() {
        assertThat(PageRequest.parse(null, null)).isEqualTo(new PageRequest(50, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "ten", "", "1e1", "99999999999"})
    void otherLimitsAreRefusedByName(String limit) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PageRequest.parse(limit, null))
                .satisfies(problem ->
                        assertThat(problem.errors()).singleElement().hasFieldOrPropertyWithValue("field", "limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "%%%", "MDAwMDAwMDA"})
    void foreignCursorsAreRefusedByName(String cursor) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PageRequest.parse(null, cursor))
                .satisfies(problem ->
                        assertThat(problem.errors()).singleElement().hasFieldOrPropertyWithValue("field", "cursor"));
    }
}

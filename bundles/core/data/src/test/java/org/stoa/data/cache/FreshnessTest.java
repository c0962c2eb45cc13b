package org.stoa.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Ids;

class FreshnessTest {

    private static final String HISTORY = "1790000000.000001/16384";
    private static final List<CacheTag> TAG = List.of(CacheTag.of("thing", 1));
    private static final List<CacheTag> OTHER = List.of(CacheTag.of("thing", 2));
    private static final int[] SLOTS = ChangeNumbers.slots(TAG);

    private final Freshness freshness = new Freshness();

    @BeforeEach
    void begin() {
        freshness.begin(HISTORY, Snapshot.parse("100:100:"), Snapshot.parse("150:150:"), List.of());
    }

    private boolean accepts(String snapshot) {
        return accepts(HISTORY, snapshot);
    }

    private boolean accepts(String history, String snapshot) {
        return freshness.isMetBy(new Freshness.Extent(history, Snapshot.parse(snapshot)), SLOTS);
    }

    @Test
    void copyMustSeeEveryChangeOfItsTagsThatIsKnown() {
        freshness.changed(200, TAG);
        freshness.changed(300, OTHER);

        assertThat(accepts("150:200:")).as("before the change").isFalse();
        assertThat(accepts("150:201:")).as("after it").isTrue();
        assertThat(accepts("150:250:200")).as("while it was under way").isFalse();
        assertThat(accepts("150:250:199")).as("another was under way").isTrue();
    }

    @Test
    void changesThatAreCommittedInAnotherOrderThanTheyAreNumberedAreToldApart() {
        freshness.changed(205, TAG);
        assertThat(accepts("200:206:200")).isTrue();

        freshness.changed(200, TAG);
        assertThat(accepts("200:206:200")).isFalse();
        assertThat(accepts("206:206:")).isTrue();
    }

    @Test
    void copyFromBeforeWhatIsToldOneByOneIsRefused() {
        assertThat(accepts("99:99:")).isFalse();
        assertThat(accepts("99:120:99")).isFalse();
        assertThat(accepts("100:100:")).isTrue();
    }

    @Test
    void changeWhoseTransactionIsNotKnownRefusesEverythingUntilASnapshotWasTakenAfterIt() {
        long before = System.nanoTime();
        freshness.changed(TAG);
        assertThat(accepts("900:900:")).isFalse();

        freshness.reached(Snapshot.parse("400:400:"), before);
        assertThat(accepts("900:900:")).as("the question was sent before").isFalse();

        freshness.reached(Snapshot.parse("500:510:505"), System.nanoTime() + 1);
        assertThat(accepts("500:509:505")).as("does not see all").isFalse();
        assertThat(accepts("500:510:505")).isTrue();
    }

    @Test
    void everythingIsEveryTag() {
        freshness.changed(200, List.of(CacheTag.EVERYTHING));
        assertThat(accepts("150:200:")).isFalse();
        assertThat(accepts("201:201:")).isTrue();
    }

    @Test
    void manyChangesDemandMoreRatherThanLess() {
        for (long transaction = 200; transaction < 300; transaction++) {
            freshness.changed(transaction, TAG);
        }
        assertThat(accepts("150:300:150")).as("an older one is under way").isFalse();
        assertThat(accepts("295:300:295")).isFalse();
        assertThat(accepts("300:300:")).isTrue();
    }

    @Test
    void copyOfAnotherHistorySaysNothing() {
        assertThat(accepts("1790000000.000002/16384", "900:900:")).isFalse();
        freshness.begin("1790000000.000002/16384", Snapshot.parse("10:10:"), Snapshot.parse("10:10:"), List.of());
        assertThat(accepts("900:900:")).isFalse();
        assertThat(accepts("1790000000.000002/16384", "10:10:")).isTrue();
    }

    @Test
    void whatHasChangedBeforeItBeganIsKnownFromTheBeginning() {
        Snapshot before = Snapshot.parse("10:10:");
        freshness.begin(HISTORY, before, Snapshot.parse("20:20:"), List.of(new NodeTable.Change(Ids.next(), TAG, 15)));
        assertThat(accepts("15:15:")).isFalse();
        assertThat(accepts("16:16:")).isTrue();
    }

    @Test
    void whoHasNotHeardOfAnythingUsesNothing() {
        Freshness silent = new Freshness();
        assertThat(silent.extent()).isNull();
        assertThat(silent.isMetBy(new Freshness.Extent(HISTORY, Snapshot.parse("9:9:")), SLOTS))
                .isFalse();
    }

    @Test
    void loadIncludesWhatIsKnownWhenItBegins() {
        freshness.reached(Snapshot.parse("160:170:165"), System.nanoTime());
        assertThat(freshness.extent().history()).isEqualTo(HISTORY);
        assertThat(freshness.extent().seen()).hasToString("160:170:165");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2", "1:2:3:4", "a:2:", "1:2:x"})
    void whatIsNoSnapshotIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Snapshot.parse(text));
    }
}

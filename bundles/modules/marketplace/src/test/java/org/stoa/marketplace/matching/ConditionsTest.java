package org.stoa.marketplace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.profile.Profile;
import org.stoa.marketplace.listing.Requirement;
import org.stoa.marketplace.listing.Requirement.Operator;

class ConditionsTest {
    private static final Profile ANNA = new Profile(
            new UUID(0, 1),
            "model",
            null,
            null,
            "Anna",
            "anna",
            "active",
            Map.of(
                    "city",
                    "Vienna",
                    "heightCm",
                    178,
                    "languages",
                    List.of("German", "Polish"),
                    "measures",
                    Map.of("waist", 61.5),
                    "travels",
                    true,
                    "bornOn",
                    "2001-05-17"),
            null,
            null);

    @Test
    void everyOperatorSaysWhetherItHolds() {
        assertThat(met("city", Operator.EQUALS, "vienna ")).isTrue();
        assertThat(met("city", Operator.NOT_EQUALS, "Vienna")).isFalse();
        assertThat(met("shoes", Operator.NOT_EQUALS, "Vienna")).isTrue();
        assertThat(met("heightCm", Operator.EQUALS, 178.0)).isTrue();
        assertThat(met("heightCm", Operator.EQUALS, "178")).isFalse();
        assertThat(met("heightCm", Operator.AT_LEAST, 178)).isTrue();
        assertThat(met("heightCm", Operator.AT_MOST, 177)).isFalse();
        assertThat(met("bornOn", Operator.AT_LEAST, "2000-01-01")).isTrue();
        assertThat(met("languages", Operator.EQUALS, "Polish")).isTrue();
        assertThat(met("languages", Operator.ONE_OF, List.of("Polish", "Czech")))
                .isTrue();
        assertThat(met("languages", Operator.ALL_OF, List.of("Polish", "Czech")))
                .isFalse();
        assertThat(met("measures.waist", Operator.AT_MOST, 62)).isTrue();
        assertThat(met("travels", Operator.EQUALS, true)).isTrue();
        assertThat(met("shoes", Operator.EXISTS, null)).isFalse();
    }

    @Test
    void matchSaysWhatHoldsWhatItCountsForAndWhatIsMissing() {
        ProfileMatch match = ProfileMatch.of(
                List.of(
                        new Requirement("city", Operator.EQUALS, "Vienna", 3, true),
                        new Requirement("heightCm", Operator.AT_LEAST, 180, 2, false),
                        new Requirement("shoes", Operator.EXISTS, null, null, null)),
                ANNA);

        assertThat(match.fits()).isTrue();
        assertThat(match.score()).isEqualTo(50);
        assertThat(match.missing()).containsExactly("shoes");
        assertThat(match.conditions()).extracting(ConditionResult::met).containsExactly(true, false, false);
        assertThat(match.conditions()).extracting(ConditionResult::actual).containsExactly("Vienna", 178, null);
    }

    @Test
    void profileThatDoesNotMeetWhatIsMandatoryDoesNotFit() {
        assertThat(ProfileMatch.of(List.of(new Requirement("city", Operator.EQUALS, "Graz", null, true)), ANNA)
                        .fits())
                .isFalse();
    }

    private static boolean met(String field, Operator operator, Object value) {
        return ProfileMatch.of(List.of(new Requirement(field, operator, value, null, null)), ANNA)
                .conditions()
                .get(0)
                .met();
    }
}

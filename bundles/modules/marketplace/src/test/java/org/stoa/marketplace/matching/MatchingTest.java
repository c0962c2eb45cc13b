package org.stoa.marketplace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.gig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Page;
import org.stoa.api.profile.Profile;
import org.stoa.api.profile.Profiles;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.listing.Requirement;
import org.stoa.marketplace.listing.Requirement.Operator;

class MatchingTest {
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final OneProfile profiles = new OneProfile();
    private final Matching matching = new Matching(MARKETPLACE.services.listings, profiles);

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @Test
    void oneEndOfANumberIsSearchedFor() {
        assertThat(matches(
                        mandatory("heights", Operator.AT_LEAST, 175),
                        mandatory("heights", Operator.AT_MOST, 165),
                        mandatory("bornOn", Operator.AT_LEAST, "2000-01-01")))
                .hasSize(1);
        assertThat(profiles.asked).containsExactly(Map.of("heights.gte", "175"));
    }

    @Test
    void searchIsAskedForSoManyFieldsAsItTakes() {
        Requirement[] many = new Requirement[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = mandatory("field" + i, Operator.EQUALS, i);
        }

        assertThat(matches(many)).isEmpty();
        assertThat(profiles.asked).singleElement().satisfies(filters -> assertThat(filters)
                .hasSize(15));
    }

    @Test
    void valueThatIsOfAnotherTypeThanItsFieldIsComparedHere() {
        profiles.refuses = true;

        assertThat(matches(mandatory("heights", Operator.AT_LEAST, 175))).hasSize(1);
        assertThat(profiles.asked).last().isEqualTo(Map.of());
    }

    private List<ProfileMatch> matches(Requirement... requirements) {
        UUID listing = MARKETPLACE
                .publish(owner, gig("Casting").with(it -> it.requirements = List.of(requirements)))
                .id();
        return matching.profiles(owner, listing, 10, null).items();
    }

    private static Requirement mandatory(String field, Operator operator, Object value) {
        return new Requirement(field, operator, value, null, true);
    }

    /** Finds the same profile, whatever it is asked for. */
    private static final class OneProfile implements Profiles {
        private final List<Map<String, String>> asked = new ArrayList<>();
        private boolean refuses;

        @Override
        public Optional<Profile> get(CallContext context, UUID id) {
            return Optional.empty();
        }

        @Override
        public Page<Profile> find(CallContext context, Map<String, String> filters, int limit, String cursor) {
            asked.add(filters);
            if (refuses && !filters.isEmpty()) {
                throw ProblemException.invalid("heights.gte", "must be a date");
            }
            Map<String, Object> fields = Map.of("heights", List.of(160, 180), "bornOn", "2001-05-17");
            return new Page<>(
                    List.of(new Profile(
                            new UUID(0, 1), "model", null, null, "Anna", "anna", "active", fields, null, null)),
                    null);
        }

        @Override
        public Set<String> filterableFields(CallContext context, List<String> subtypes) {
            Set<String> fields = new HashSet<>(Set.of("heights", "bornOn"));
            for (int i = 0; i < 50; i++) {
                fields.add("field" + i);
            }
            return fields;
        }
    }
}

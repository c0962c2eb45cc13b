package org.stoa.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.data.Page;
import org.stoa.api.profile.Profile;
import org.stoa.api.profile.Profiles;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.testkit.TestContexts;

/** What modules read of profiles is what their caller may see. */
class EntityProfilesTest {
    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"city": {"type": "string"}, "heightCm": {"type": "integer"}, "phone": {"type": "string"}}},
             "filterableFields": ["heightCm", "phone"], "restrictedFields": ["phone"]}
            """;

    private static MetadataFixture metadata;
    private static Profiles profiles;
    private static CallContext tenant;
    private static CallContext owner;
    private static UUID anna;

    @BeforeAll
    static void create() {
        metadata = new MetadataFixture();
        profiles = new EntityProfiles(metadata.entities, metadata.search, metadata.models);
        tenant = metadata.tenant();
        metadata.activate(tenant, SCHEMA);
        owner = with("user.profile.read");
        anna = profile(owner, "Anna", 178, owner.caller().userId());
        profile(tenant, "Berta", 165, null);
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void oneIsSeenByThoseWhoSeeAllAndByItsOwner() {
        Profile seen = profiles.get(with("tenant.profile.read"), anna).orElseThrow();

        assertThat(seen.name()).isEqualTo("Anna");
        assertThat(seen.fields()).containsEntry("city", "Wien").containsEntry("heightCm", 178);
        assertThat(profiles.get(owner, anna)).isPresent();
        assertThat(profiles.get(with("user.profile.read"), anna)).isEmpty();
        assertThat(profiles.get(with(), anna)).isEmpty();
        assertThat(profiles.get(with("tenant.profile.read"), UUID.randomUUID())).isEmpty();
    }

    @Test
    void whatIsRestrictedIsMissing() {
        CallContext reader = with("tenant.profile.read");
        CallContext trusted = with("tenant.profile.read", "tenant.restricted-profile.read");

        assertThat(profiles.get(reader, anna).orElseThrow().fields()).doesNotContainKey("phone");
        assertThat(profiles.get(trusted, anna).orElseThrow().fields()).containsKey("phone");
        assertThat(profiles.filterableFields(reader, List.of("model")))
                .contains("heightCm")
                .doesNotContain("phone");
        assertThat(profiles.filterableFields(trusted, List.of())).contains("heightCm", "phone");
    }

    @Test
    void foundIsWhatTheFiltersAskForPageByPage() {
        CallContext reader = with("tenant.profile.read");

        assertThat(names(profiles.find(reader, Map.of("subtype", "model", "heightCm.gte", "170"), 10, null)))
                .containsExactly("Anna");
        Page<Profile> first = profiles.find(reader, Map.of(), 1, null);
        assertThat(names(first)).containsExactly("Berta");
        assertThat(names(profiles.find(reader, Map.of(), 1, first.nextCursor())))
                .containsExactly("Anna");
    }

    @Test
    void filterThatIsNoneAndCallerWhoMayNotAreRefused() {
        assertThatThrownBy(() -> profiles.find(with("tenant.profile.read"), Map.of("colour", "red"), 10, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> profiles.find(owner, Map.of(), 10, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("permission-denied");
    }

    private static List<String> names(Page<Profile> page) {
        return page.items().stream().map(Profile::name).toList();
    }

    private static CallContext with(String... permissions) {
        return TestContexts.user(tenant.requireTenant(), permissions);
    }

    private static UUID profile(CallContext context, String name, int height, UUID ownerId) {
        Json data = new Json("{\"city\": \"Wien\", \"heightCm\": %d, \"phone\": \"+43 1\"}".formatted(height));
        EntityFields fields = new EntityFields("model", name, null, null, null, ownerId, data, null, null);
        return metadata.entities.create(context, "profile", fields).id();
    }
}

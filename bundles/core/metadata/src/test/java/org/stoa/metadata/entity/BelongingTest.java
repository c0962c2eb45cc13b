package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MemoryPeople;
import org.stoa.metadata.MetadataFixture;

/** Entities are given to accounts and users of their own tenant alone, and outlive them. */
class BelongingTest {

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"heightCm": {"type": "integer"}}}}
            """;

    private static MetadataFixture metadata;
    private static MemoryPeople people;
    private static CallContext tenant;
    private static CallContext otherTenant;

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
        people = metadata.people;
        tenant = metadata.tenant();
        otherTenant = metadata.tenant();
        metadata.activate(tenant, SCHEMA);
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void whatIsUnknownOrOfAnotherTenantIsNamedWithAllElseThatIsWrong() {
        UUID account = people.account(tenant);
        UUID user = people.user(tenant);
        assertThat(create(account, user, 180))
                .returns(account, Entity::accountId)
                .returns(user, Entity::ownerId);
        assertThat(create(null, null, 180)).returns(null, Entity::accountId).returns(null, Entity::ownerId);

        assertRefused("data-invalid", () -> create(Ids.next(), user, 180), "/accountId");
        assertRefused("data-invalid", () -> create(account, people.user(otherTenant), 180), "/ownerId");
        assertRefused(
                "data-invalid",
                () -> create(people.account(otherTenant), Ids.next(), "tall"),
                "/accountId",
                "/ownerId",
                "/structuredData/heightCm");
        assertRefused("data-invalid", () -> create(user, account, 180), "/accountId", "/ownerId");
    }

    @Test
    void itIsAskedOnceAndOnlyForWhatHasChanged() {
        int before = people.questions.get();
        Entity entity = create(people.account(tenant), people.user(tenant), 180);
        assertThat(people.questions).hasValue(before + 1);
        create(null, null, 180);
        Entity renamed = update(entity, fields(entity.accountId(), entity.ownerId(), 181));
        assertThat(people.questions).hasValue(before + 1);
        update(renamed, fields(null, null, 182));
        assertThat(people.questions).hasValue(before + 1);
    }

    @Test
    void anEntityOutlivesItsAccountAndItsOwner() {
        UUID account = people.account(tenant);
        UUID user = people.user(tenant);
        Entity entity = create(account, user, 180);
        people.delete(account);
        people.delete(user);

        Entity changed = update(entity, fields(account, user, 181));
        assertThat(changed).returns(account, Entity::accountId).returns(user, Entity::ownerId);
        assertThat(metadata.names(tenant, "account", account.toString())).containsExactly("Anna");
        assertRefused("data-invalid", () -> create(account, user, 180), "/accountId", "/ownerId");
        Entity moved = update(changed, fields(people.account(tenant), null, 181));
        assertRefused("data-invalid", () -> update(moved, fields(account, user, 181)), "/accountId", "/ownerId");
    }

    private static Entity create(UUID account, UUID owner, Object height) {
        return metadata.entities.create(tenant, "profile", fields(account, owner, height));
    }

    private static Entity update(Entity entity, EntityFields fields) {
        return metadata.entities.update(tenant, "profile", entity.id(), entity.version(), before -> fields);
    }

    private static EntityFields fields(UUID account, UUID owner, Object height) {
        String value = height instanceof String ? "\"" + height + "\"" : height.toString();
        return new EntityFields(
                "model", "Anna", null, "active", account, owner, new Json("{\"heightCm\": " + value + "}"), null, null);
    }
}

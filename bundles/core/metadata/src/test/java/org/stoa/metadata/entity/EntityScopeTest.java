package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.Refusals.assertRefused;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;
import org.stoa.metadata.MetadataFixture;
import org.stoa.testkit.TestContexts;

/** Who works in one account, or with what is the caller's own, sees and changes nothing else. */
class EntityScopeTest {

    private static final String WRITE = "account.profile.write";
    private static final String RESTRICTED = "account.restricted-profile.read";
    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "%s", "visibility": "%s", "restrictedFields": %s,
             "baseSchema": {"type": "object", "properties": {"city": {"type": "string"}, "note": {"type": "string"}}},
             "filterableFields": ["city", "note"]}
            """;

    private static MetadataFixture metadata;
    private static Entities entities;
    private static CallContext tenant;
    private static UUID one;
    private static UUID other;

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
        entities = metadata.entities;
        tenant = metadata.tenant();
        metadata.activate(tenant, SCHEMA.formatted("model", "TENANT", "[]"));
        metadata.activate(tenant, SCHEMA.formatted("noted", "TENANT", "[\"note\"]"));
        metadata.activate(tenant, SCHEMA.formatted("child", "RESTRICTED", "[]"));
        one = metadata.people.account(tenant);
        other = metadata.people.account(tenant);
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void profilesOfOtherAccountsAreAsIfTheyWereNotThere() {
        CallContext worker = worker(one, WRITE);
        EntityScope scope = scope(worker, one);
        Entity own = entities.create(worker, scope, "profile", fields("model", "Own", null, null));
        Entity theirs = create("model", "Theirs", other, null);
        Entity nobodys = create("model", "Nobody's", null, null);

        assertThat(own.accountId()).isEqualTo(one);
        assertThat(entities.get(worker, scope, "profile", own.id()).name()).isEqualTo("Own");
        for (Entity hidden : List.of(theirs, nobodys)) {
            assertRefused("not-found", () -> entities.get(worker, scope, "profile", hidden.id()));
            assertRefused("not-found", () -> rename(worker, scope, hidden));
            assertRefused("not-found", () -> entities.delete(worker, scope, "profile", hidden.id()));
        }
        assertThat(names(worker, scope)).contains("Own").doesNotContain("Theirs", "Nobody's");
        assertRefused("not-found", () -> scope(worker, Ids.next()));

        Entity renamed = rename(worker, scope, own);
        entities.delete(worker, scope, "profile", renamed.id());
        assertRefused("not-found", () -> entities.get(worker, scope, "profile", own.id()));
    }

    @Test
    void aNewProfileBelongsToTheAccountOfThePath() {
        CallContext worker = worker(one, WRITE);
        EntityScope scope = scope(worker, one);
        assertThat(entities.create(worker, scope, "profile", fields("model", "Named", one, null))
                        .accountId())
                .isEqualTo(one);
        assertRefused(
                "data-invalid",
                () -> entities.create(worker, scope, "profile", fields("model", "Elsewhere", other, null)),
                "/accountId");
    }

    @Test
    void aProfileIsMovedByThoseWhoMayWriteInBothAccounts() {
        Entity profile = create("model", "Moving", one, null);
        CallContext worker = worker(one, WRITE);
        EntityScope scope = scope(worker, one);
        for (UUID to : new UUID[] {other, null, Ids.next()}) {
            assertRefused("permission-denied", () -> move(worker, scope, profile, to));
        }
        CallContext both = with(worker, Stream.concat(grants(one, WRITE), grants(other, WRITE)));
        assertRefused("permission-denied", () -> move(both, scope, profile, null));
        Entity moved = move(both, scope, profile, other);
        assertThat(moved.accountId()).isEqualTo(other);
        assertRefused("not-found", () -> entities.get(both, scope, "profile", profile.id()));

        CallContext everywhere = with(worker, grants(null, "tenant.profile.write"));
        assertThat(move(everywhere, scope(everywhere, other), moved, null).accountId())
                .isNull();
    }

    @Test
    void whatIsRestrictedNeedsThePermissionInTheSameAccount() {
        Entity child = create("child", "Child", one, null);
        Entity noted = create("noted", "Noted", one, null);
        CallContext without = with(
                worker(one, WRITE), Stream.concat(grants(one, WRITE), grants(other, "tenant.restricted-profile.read")));
        EntityScope scope = scope(without, one);
        assertRefused("not-found", () -> entities.get(without, scope, "profile", child.id()));
        assertThat(names(without, scope)).contains("Noted").doesNotContain("Child");
        assertThat(entities.get(without, scope, "profile", noted.id())
                        .structuredData()
                        .text())
                .doesNotContain("note");
        assertRefused("invalid-request", () -> names(without, scope, "note", "secret"), "note");
        assertRefused(
                "invalid-request", () -> names(without, scope, "note", "secret", "subtype", "model,noted"), "note");
        assertThat(names(without, scope, "note", "secret", "subtype", "model")).doesNotContain("Noted");
        assertRefused("permission-denied", () -> rename(without, scope, noted));

        CallContext with = worker(one, WRITE, RESTRICTED);
        assertThat(entities.get(with, scope, "profile", child.id()).name()).isEqualTo("Child");
        assertThat(names(with, scope, "note", "secret")).contains("Noted", "Child");
        assertThat(rename(with, scope, noted).structuredData().text()).contains("secret");
        assertRefused("not-found", () -> entities.get(with, "profile", child.id()));
    }

    @Test
    void ownersReadAndChangeTheirOwn() {
        CallContext owner = with(TestContexts.user(tenant.requireTenant()), grants(null, "user.profile.write"));
        EntityScope scope = EntityScope.ofCaller(owner);
        Entity own = create("model", "Owned", one, owner.caller().userId());
        Entity theirs = create("model", "Theirs", one, metadata.people.user(tenant));
        Entity child = create("child", "Own child", one, owner.caller().userId());

        assertThat(names(owner, scope)).containsExactly("Owned");
        assertThat(entities.get(owner, scope, "profile", own.id()).name()).isEqualTo("Owned");
        assertRefused("not-found", () -> entities.get(owner, scope, "profile", theirs.id()));
        assertRefused("not-found", () -> rename(owner, scope, theirs));
        assertRefused("not-found", () -> entities.get(owner, scope, "profile", child.id()));
        CallContext seeing = with(owner, grants(null, "user.restricted-profile.read"));
        assertThat(names(seeing, scope)).containsExactly("Own child", "Owned");

        Entity renamed = rename(owner, scope, own);
        List<UnaryOperator<EntityFields>> beyond = List.of(
                before -> fields("model", "Owned", other, before.ownerId()),
                before -> fields("model", "Owned", null, before.ownerId()),
                before -> fields("model", "Owned", one, null),
                before -> fields("noted", "Owned", one, before.ownerId()),
                before -> new EntityFields(
                        "model", "Owned", null, "draft", one, before.ownerId(), before.structuredData(), null, null));
        for (UnaryOperator<EntityFields> change : beyond) {
            assertRefused("permission-denied", () -> update(owner, scope, renamed, change));
        }
        CallContext worker = with(owner, grants(one, WRITE));
        assertThat(update(worker, scope, renamed, beyond.get(4)).status()).isEqualTo("draft");
    }

    @Test
    void whoIsNoUserOwnsNothing() {
        assertRefused("not-found", () -> EntityScope.ofCaller(tenant));
    }

    @Test
    void theScopeOfASearchIsNotForTheClientToChoose() {
        CallContext worker = worker(one, WRITE);
        assertRefused(
                "invalid-request", () -> names(worker, scope(worker, one), "account", other.toString()), "account");
        CallContext owner = TestContexts.user(tenant.requireTenant());
        assertRefused(
                "invalid-request",
                () -> names(
                        owner, EntityScope.ofCaller(owner), "owner", Ids.next().toString()),
                "owner");
    }

    private static EntityScope scope(CallContext context, UUID account) {
        return EntityScope.ofAccount(context, metadata.people, account);
    }

    private static CallContext worker(UUID account, String... permissions) {
        return with(TestContexts.user(tenant.requireTenant()), grants(account, permissions));
    }

    private static Stream<Grant> grants(UUID account, String... permissions) {
        return Stream.of(permissions)
                .map(name -> new Grant(PermissionName.parse(name), Grant.Effect.GRANT, account, null, "test"));
    }

    /** The same caller with these grants and no others. */
    private static CallContext with(CallContext context, Stream<Grant> grants) {
        return new CallContext(
                context.tenantId(),
                context.caller(),
                Permissions.of(grants.toList(), Clock.systemUTC()),
                context.locale(),
                context.request(),
                null);
    }

    private static Entity create(String subtype, String name, UUID account, UUID owner) {
        if (owner != null) {
            metadata.people.user(tenant, owner);
        }
        return entities.create(tenant, "profile", fields(subtype, name, account, owner));
    }

    private static Entity rename(CallContext context, EntityScope scope, Entity entity) {
        return update(
                context,
                scope,
                entity,
                before -> fields(before.subtype(), entity.name() + "!", before.accountId(), before.ownerId()));
    }

    private static Entity move(CallContext context, EntityScope scope, Entity entity, UUID account) {
        return update(context, scope, entity, before -> fields(before.subtype(), before.name(), account, null));
    }

    private static Entity update(
            CallContext context, EntityScope scope, Entity entity, UnaryOperator<EntityFields> change) {
        return entities.update(context, scope, "profile", entity.id(), entity.version(), change);
    }

    private static List<String> names(CallContext context, EntityScope scope, String... query) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            values.put(query[i], List.of(query[i + 1]));
        }
        return metadata.search.search(context, scope, "profile", new QueryParameters(values)).items().stream()
                .map(Entity::name)
                .toList();
    }

    private static EntityFields fields(String subtype, String name, UUID account, UUID owner) {
        Json data = new Json("{\"city\": \"Vienna\", \"note\": \"secret\"}");
        return new EntityFields(subtype, name, null, "active", account, owner, data, null, null);
    }
}

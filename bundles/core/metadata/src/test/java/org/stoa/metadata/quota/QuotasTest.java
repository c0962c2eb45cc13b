package org.stoa.metadata.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.stoa.metadata.Refusals.assertRefused;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.entity.EntityMapper;
import org.stoa.metadata.field.CustomFieldFields;
import org.stoa.metadata.form.FormData;
import org.stoa.metadata.form.FormDefinition;
import org.stoa.metadata.form.FormSubmissions.Target;
import org.stoa.metadata.form.FormType;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.schema.Quota.Period;
import org.stoa.metadata.schema.Quota.Scope;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.search.EntityPage;
import org.stoa.testkit.TestContexts;

/** As many entities are made in a period as the tenant's setting says, and not one more. */
class QuotasTest {

    private static final String SETTING = "staging.projectsPerMonth";
    private static final String MONTHLY = "{\"setting\": \"staging.projectsPerMonth\", \"period\": \"MONTH\"}";
    private static final String PER_ACCOUNT =
            "{\"setting\": \"staging.projectsPerMonth\", \"period\": \"MONTH\", \"per\": \"ACCOUNT\"}";

    private static MetadataFixture metadata;

    private final CallContext tenant = metadata.tenant();

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @BeforeEach
    void setClock() {
        metadata.clock.set("2026-03-15T09:00:00Z");
    }

    @Test
    void theLastOfThePeriodIsMadeAndTheNextIsRefusedWithNumbers() {
        activate(MONTHLY);
        limit(2);
        make("One");
        make("Two");

        ProblemException refused = refusedAsExceeded("Three");

        assertThat(refused.code().status()).isEqualTo(409);
        assertThat(refused.extensions())
                .containsOnlyKeys("used", "limit", "remaining", "resetsAt")
                .containsEntry("used", 2L)
                .containsEntry("limit", 2L)
                .containsEntry("remaining", 0L)
                .containsEntry("resetsAt", Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(found()).containsExactly("Two", "One");
    }

    @Test
    void aThousandAtTheSameTimeGiveExactlyAHundred() throws Exception {
        activate(MONTHLY);
        limit(100);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> outcomes = IntStream.range(0, 1000)
                    .mapToObj(i -> threads.submit(() -> {
                        try {
                            make("Project " + i);
                            return "made";
                        } catch (ProblemException e) {
                            return e.code().code();
                        }
                    }))
                    .toList();
            List<String> codes = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                codes.add(outcome.get());
            }
            assertThat(codes.stream().collect(Collectors.groupingBy(code -> code, Collectors.counting())))
                    .containsOnly(Map.entry("made", 100L), Map.entry("quota-exceeded", 900L));
        } finally {
            threads.shutdownNow();
        }
        assertThat(use()).isEqualTo(use(Scope.TENANT, null, 100L, 100, 0L));
        assertThat(page().items()).hasSize(100);
        assertThat(page().nextCursor()).isNull();
    }

    @Test
    void whatIsRefusedForAnotherReasonTakesNothing() {
        metadata.fields.create(
                tenant,
                new CustomFieldFields(
                        "project", "badge", FieldType.TEXT, null, false, true, false, false, false, null, 0));
        activate(MONTHLY);
        limit(2);
        metadata.entities.create(tenant, "project", fields("staging", "One", "one", null, "{\"badge\": \"A1\"}"));

        assertRefused(
                "value-taken",
                () -> metadata.entities.create(tenant, "project", fields("staging", "Two", "one", null, "{}")),
                "/slug");
        assertRefused(
                "value-taken",
                () -> metadata.entities.create(
                        tenant, "project", fields("staging", "Two", "two", null, "{\"badge\": \"A1\"}")),
                "/customFields/badge");
        assertRefused(
                "data-invalid",
                () -> metadata.entities.create(tenant, "project", fields("staging", "Two", "two", null, "{\"no\": 1}")),
                "/customFields/no");
        assertThatIllegalStateException()
                .isThrownBy(() -> metadata.entities.create(
                        tenant, "project", fields("staging", "Two", "two", null, "{}"), (transaction, entity) -> {
                            throw new IllegalStateException("beside");
                        }));

        assertThat(use().used()).isEqualTo(1);
        make("Two");
        refusedAsExceeded("Three");
    }

    @Test
    void whatWasTakenIsGivenBackWhenTheTransactionFails() {
        SchemaDefinition definition = activate(MONTHLY);
        limit(1);
        QuotaClaim claim = metadata.quotas.claim(tenant, definition, null);

        assertThatIllegalStateException()
                .isThrownBy(() -> metadata.database.write(tenant, EntityMapper.class, (mapper, transaction) -> {
                    claim.take(transaction);
                    throw new IllegalStateException("after");
                }));

        assertThat(use().used()).isZero();
        make("One");
    }

    @Test
    void deletingGivesNothingBackAndDraftsCount() {
        activate(MONTHLY);
        limit(1);
        Entity draft = make("One");
        assertThat(draft.status()).isEqualTo("draft");

        metadata.entities.delete(tenant, "project", draft.id());

        refusedAsExceeded("Two");
    }

    @Test
    void aNewPeriodBeginsWithTheMonthOfTheTenant() {
        metadata.tenantClock.zones.put(tenant.requireTenant(), ZoneId.of("Europe/Vienna"));
        activate(MONTHLY);
        limit(1);
        metadata.clock.set("2026-03-31T21:59:59.999Z");
        make("March");
        assertThat(refusedAsExceeded("March again").extensions())
                .containsEntry("resetsAt", Instant.parse("2026-03-31T22:00:00Z"));

        metadata.clock.set("2026-03-31T22:00:00Z");
        assertThat(use().used()).isZero();
        make("April");

        assertThat(refusedAsExceeded("April again").extensions())
                .containsEntry("resetsAt", Instant.parse("2026-04-30T22:00:00Z"));
    }

    @Test
    void accountsHaveLimitsOfTheirOwnAndEntitiesWithoutOneShareOne() {
        activate(PER_ACCOUNT);
        UUID agency = metadata.people.account(tenant);
        UUID other = metadata.people.account(tenant);
        limit(1);
        metadata.settings.set(tenant, SETTING + "." + agency, 2);

        makeFor(agency, "A1");
        makeFor(agency, "A2");
        makeFor(other, "B1");
        make("None");

        assertRefused("quota-exceeded", () -> makeFor(agency, "A3"));
        assertRefused("quota-exceeded", () -> makeFor(other, "B2"));
        refusedAsExceeded("None again");
        assertThat(metadata.quotas.list(tenant, "project", agency))
                .containsExactly(use(Scope.ACCOUNT, agency, 2L, 2, 0L));
        assertThat(metadata.quotas.list(tenant, "project", UUID.randomUUID()))
                .first()
                .extracting(QuotaUse::used, QuotaUse::remaining)
                .containsExactly(0L, 1L);
        assertThat(use()).isEqualTo(use(Scope.ACCOUNT, null, 1L, 1, 0L));
    }

    @Test
    void withoutALimitIsCountedForTheDayThatThereIsOne() {
        activate(MONTHLY);
        make("One");
        make("Two");
        assertThat(use()).isEqualTo(use(Scope.TENANT, null, null, 2, null));

        limit(3);
        assertThat(use()).isEqualTo(use(Scope.TENANT, null, 3L, 2, 1L));
        limit(1);
        assertThat(use()).isEqualTo(use(Scope.TENANT, null, 1L, 2, 0L));
        assertThat(refusedAsExceeded("Three").extensions())
                .containsEntry("used", 2L)
                .containsEntry("remaining", 0L);
    }

    @Test
    void aLimitOfZeroLetsNothingThrough() {
        activate(MONTHLY);
        limit(0);

        assertThat(refusedAsExceeded("One").extensions()).containsEntry("used", 0L);
    }

    @Test
    void aSettingThatIsNoLimitStopsWithItsName() {
        activate(MONTHLY);
        limit("many");

        assertThat(assertRefused("quota-setting-invalid", () -> make("One")).arguments())
                .containsExactly(SETTING);
        assertRefused("quota-setting-invalid", () -> metadata.quotas.list(tenant, "project", null));
        assertThat(found()).isEmpty();

        limit(1);
        make("One");
    }

    @Test
    void aRepeatedRequestCountsOnceAndIsAnsweredAgainWhateverIsLeft() {
        activate(MONTHLY);
        limit(1);

        Entity first = makeRepeatably();
        Entity again = makeRepeatably();
        limit("many");
        Entity later = makeRepeatably();

        assertThat(again).isEqualTo(first);
        assertThat(later).isEqualTo(first);
        limit(1);
        assertThat(use().used()).isEqualTo(1);
    }

    @Test
    void formsGoThroughTheSame() {
        activate(MONTHLY);
        limit(1);
        metadata.templates.create(tenant, FormDefinition.of(FormType.REGISTRATION, "project", "staging"));
        Target form = new Target(FormType.REGISTRATION, "project", "staging");
        metadata.submissions.submit(tenant, form, new FormData(new Json("{\"name\": \"One\"}"), null), null);

        assertRefused(
                "quota-exceeded",
                () -> metadata.submissions.submit(
                        tenant, form, new FormData(new Json("{\"name\": \"Two\"}"), null), null));
    }

    @Test
    void whatBecomesOneOfTheSubtypeCountsAsWell() {
        activate(MONTHLY);
        metadata.activate(tenant, schema("plain", null));
        limit(1);
        Entity plain = metadata.entities.create(tenant, "project", fields("plain", "One", null, null, "{}"));
        Entity other = metadata.entities.create(tenant, "project", fields("plain", "Two", null, null, "{}"));

        Entity staging = become(plain, "staging", "One");

        assertRefused("quota-exceeded", () -> become(other, "staging", "Two"));
        become(staging, "staging", "Renamed");
        assertThat(use().used()).isEqualTo(1);
    }

    @Test
    void withoutAQuotaNothingIsAskedOrWritten() {
        SchemaDefinition plain =
                metadata.activate(tenant, schema("plain", null)).definition();
        int before = metadata.settings.reads();

        assertThat(metadata.quotas.claim(tenant, plain, UUID.randomUUID())).isSameAs(QuotaClaim.NONE);
        metadata.entities.create(tenant, "project", fields("plain", "One", null, null, "{}"));

        assertThat(metadata.settings.reads()).isEqualTo(before);
        assertThat(metadata.quotas.list(tenant, "project", null)).isEmpty();
    }

    @Test
    void tenantsCountForThemselves() {
        CallContext other = metadata.tenant();
        activate(MONTHLY);
        metadata.activate(other, schema("staging", MONTHLY));
        limit(1);
        metadata.settings.set(other, SETTING, 1);
        make("One");

        assertThat(metadata.quotas.list(other, "project", null)).containsExactly(use(Scope.TENANT, null, 1L, 0, 1L));
        metadata.entities.create(other, "project", fields("staging", "One", null, null, "{}"));
    }

    @Test
    void quotasOfRestrictedEntitiesAreShownToThoseWhoSeeThese() {
        metadata.activate(
                tenant, schema("secret", MONTHLY).replace("\"quota\"", "\"visibility\": \"RESTRICTED\", \"quota\""));
        CallContext reader = TestContexts.user(tenant.requireTenant(), "tenant.entity.read");

        assertThat(metadata.quotas.list(reader, "project", null)).isEmpty();
        assertThat(metadata.quotas.list(tenant, "project", null)).hasSize(1);
    }

    @Test
    void aQuotaThatCannotBeReadIsRefusedWithItsPlaces() {
        assertRefused("schema-invalid", () -> activate("{}"), "/quota/setting", "/quota/period");
        assertRefused(
                "schema-invalid",
                () -> activate("{\"setting\": \"" + "x".repeat(64) + "\", \"period\": \"DAY\"}"),
                "/quota/setting");
    }

    private SchemaDefinition activate(String quota) {
        return metadata.activate(tenant, schema("staging", quota)).definition();
    }

    private static String schema(String subtype, String quota) {
        return "{\"entityType\": \"project\", \"entitySubtype\": \"" + subtype
                + "\", \"baseSchema\": {\"type\": \"object\"}, \"filterableFields\": []"
                + (quota == null ? "" : ", \"quota\": " + quota) + "}";
    }

    private void limit(Object value) {
        metadata.settings.set(tenant, SETTING, value);
    }

    private Entity make(String name) {
        return makeFor(null, name);
    }

    private Entity makeFor(UUID accountId, String name) {
        return metadata.entities.create(tenant, "project", fields("staging", name, null, accountId, "{}"));
    }

    private Entity makeRepeatably() {
        CallContext request = TestContexts.repeatable(tenant, "key", "body");
        return metadata.entities.create(request, "project", fields("staging", "One", null, null, "{}"));
    }

    private Entity become(Entity entity, String subtype, String name) {
        return metadata.entities.update(
                tenant, "project", entity.id(), entity.version(), before -> fields(subtype, name, null, null, "{}"));
    }

    private ProblemException refusedAsExceeded(String name) {
        return assertRefused("quota-exceeded", () -> make(name));
    }

    private List<String> found() {
        return page().items().stream().map(Entity::name).toList();
    }

    private EntityPage page() {
        return metadata.search.search(tenant, "project", new QueryParameters(Map.of("limit", List.of("100"))));
    }

    private QuotaUse use() {
        List<QuotaUse> all = metadata.quotas.list(tenant, "project", null);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static QuotaUse use(Scope per, UUID accountId, Long limit, long used, Long remaining) {
        return new QuotaUse(
                "staging", per, accountId, Period.MONTH, limit, used, remaining, Instant.parse("2026-04-01T00:00:00Z"));
    }

    private static EntityFields fields(String subtype, String name, String slug, UUID accountId, String custom) {
        return new EntityFields(subtype, name, slug, null, accountId, null, null, new Json(custom), null);
    }
}

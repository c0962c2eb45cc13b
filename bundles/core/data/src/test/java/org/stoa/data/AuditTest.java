package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequestInfo;

class AuditTest {

    private static final AdjustableClock CLOCK =
            new AdjustableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static DatabaseFixture fixture;
    private static BundleDatabases access;

    private final CallContext context = DatabaseFixture.user(Ids.next());

    record Person(String name, String city, @Sensitive String birthName, String apiToken, Address address) {}

    record Address(String street, @Sensitive String doorCode) {}

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh(CLOCK);
        access = fixture.migrated("access");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void entrySaysWhoDidWhatFromWhere() {
        UUID id = Ids.next();
        RequestInfo request = new RequestInfo("request-1", "192.0.2.1", "curl");
        CallContext call = new CallContext(
                context.tenantId(), context.caller(), context.permissions(), context.locale(), request, null);
        write(call, AuditEntry.created("person.add", "access.person", id, Map.of("name", "Ada")));

        assertThat(search(AuditFilter.none())).singleElement().satisfies(entry -> {
            assertThat(entry.tenantId()).isEqualTo(context.tenantId());
            assertThat(entry.userId()).isEqualTo(context.caller().userId());
            assertThat(entry.identityId()).isEqualTo(context.caller().identityId());
            assertThat(entry.actor()).isEqualTo("ada@example.com");
            assertThat(entry.action()).isEqualTo("person.add");
            assertThat(entry.resource()).isEqualTo("access.person");
            assertThat(entry.resourceId()).isEqualTo(id.toString());
            assertThat(entry.oldValues()).isNull();
            assertThat(entry.newValues()).isEqualTo(Map.of("name", "Ada"));
            assertThat(entry.ipAddress()).isEqualTo("192.0.2.1");
            assertThat(entry.userAgent()).isEqualTo("curl");
            assertThat(entry.requestId()).isEqualTo("request-1");
            assertThat(entry.createdAt()).isEqualTo(CLOCK.instant());
        });
    }

    @Test
    void secretsNeverReachTheLog() {
        Person person = new Person("Ada", "London", "Byron", "t0ken", new Address("St James", "4711"));
        write(context, AuditEntry.created("person.add", "access.person", Ids.next(), person));
        write(
                context,
                AuditEntry.created(
                        "login",
                        "access.login",
                        Ids.next(),
                        Map.of(
                                "user",
                                "ada",
                                "newPassword",
                                "p4ss",
                                "nested",
                                Map.of("clientSecret", "s3cret", "codeHash", "h4sh"))));

        List<AuditRecord> entries = search(AuditFilter.none());
        assertThat(entries.get(1).newValues())
                .isEqualTo(Map.of("name", "Ada", "city", "London", "address", Map.of("street", "St James")));
        assertThat(entries.get(0).newValues()).isEqualTo(Map.of("user", "ada", "nested", Map.of()));
        assertThat(String.join("", fixture.asMigration("SELECT a::text FROM data.audit_log a")))
                .doesNotContain("Byron", "t0ken", "4711", "p4ss", "s3cret", "h4sh");
    }

    @Test
    void changeOfRecordShowsWhatDiffers() {
        Person before = new Person("Ada", "London", "Byron", "a", new Address("St James", "1"));
        Person after = new Person("Ada", "Paris", "King", "b", new Address("St James", "2"));
        write(context, AuditEntry.changed("person.change", "access.person", Ids.next(), before, after));

        AuditRecord entry = search(AuditFilter.none()).get(0);
        assertThat(entry.oldValues()).isEqualTo(Map.of("city", "London"));
        assertThat(entry.newValues()).isEqualTo(Map.of("city", "Paris"));
    }

    @Test
    void changeOfMapsShowsThemWhole() {
        write(
                context,
                AuditEntry.changed(
                        "person.change", "access.person", Ids.next(), Map.of("a", 1, "b", 2), Map.of("a", 1, "b", 3)));
        write(context, AuditEntry.changed("person.rename", "access.person", Ids.next(), "Ada", "Augusta"));

        assertThat(search(AuditFilter.none()).get(1).oldValues()).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(search(AuditFilter.none()).get(0).newValues()).isEqualTo(Map.of("value", "Augusta"));
    }

    @Test
    void entriesAreFoundByEveryFilter() {
        UUID id = Ids.next();
        write(context, AuditEntry.happened("person.add", "access.person", id));
        Instant first = CLOCK.instant();
        CLOCK.advance(Duration.ofMinutes(1));
        write(context, AuditEntry.happened("person.print", "access.card", Ids.next()));

        assertThat(actions(new AuditFilter("person.add", null, null, null, null, null, null)))
                .containsExactly("person.add");
        assertThat(actions(new AuditFilter(null, "access.card", null, null, null, null, null)))
                .containsExactly("person.print");
        assertThat(actions(new AuditFilter(null, "access.person", id.toString(), null, null, null, null)))
                .containsExactly("person.add");
        assertThat(actions(new AuditFilter(null, null, null, context.caller().userId(), null, null, null)))
                .hasSize(2);
        assertThat(actions(new AuditFilter(null, null, null, Ids.next(), null, null, null)))
                .isEmpty();
        assertThat(actions(new AuditFilter(
                        null, null, null, null, context.request().requestId(), null, null)))
                .hasSize(2);
        assertThat(actions(new AuditFilter(null, null, null, null, null, first, CLOCK.instant())))
                .containsExactly("person.add");
        assertThat(actions(new AuditFilter(null, null, null, null, null, CLOCK.instant(), null)))
                .containsExactly("person.print");
    }

    @Test
    void pagesFollowOneAnotherNewestFirst() {
        for (int i = 0; i < 5; i++) {
            write(context, AuditEntry.happened("step." + i, "access.person", Ids.next()));
        }

        Page<AuditRecord> first = page(PageRequest.parse("2", null));
        Page<AuditRecord> second = page(PageRequest.parse("2", first.nextCursor()));
        Page<AuditRecord> third = page(PageRequest.parse("2", second.nextCursor()));
        assertThat(List.of(first, second, third))
                .flatExtracting(Page::items)
                .extracting(AuditRecord::action)
                .containsExactly("step.4", "step.3", "step.2", "step.1", "step.0");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void tenantReadsItsOwnLogAndThePlatformItsOwn() {
        write(context, AuditEntry.happened("mine", "access.person", Ids.next()));
        CallContext platform = CallContext.system(null, "platform-" + Ids.next());
        access.platform().write(platform, SqlMapper.class, (mapper, transaction) -> {
            transaction.audit(AuditEntry.happened("platform.start", "access.node", Ids.next()));
            return null;
        });

        assertThat(actions(AuditFilter.none())).containsExactly("mine");
        assertThat(fixture.databases()
                        .auditLog()
                        .search(DatabaseFixture.user(Ids.next()), AuditFilter.none(), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(fixture.databases()
                        .auditLog()
                        .search(platform, AuditFilter.none(), PageRequest.first())
                        .items())
                .allSatisfy(entry -> assertThat(entry.tenantId()).isNull())
                .extracting(AuditRecord::action)
                .contains("platform.start")
                .doesNotContain("mine");
    }

    @Test
    void platformWritesIntoTheLogOfAnyTenantAndTenantIntoItsOwnOnly() {
        AuditEntry entry = AuditEntry.happened("tenant.create", "access.tenant", context.requireTenant());
        access.platform().write(CallContext.system(null, "test"), SqlMapper.class, (mapper, transaction) -> {
            transaction.audit(context.tenantId(), entry);
            return null;
        });

        assertThat(actions(AuditFilter.none())).containsExactly("tenant.create");
        assertThatThrownBy(() -> access.database()
                        .write(DatabaseFixture.user(Ids.next()), SqlMapper.class, (mapper, transaction) -> {
                            transaction.audit(context.tenantId(), entry);
                            return null;
                        }))
                .hasMessageContaining("row-level security");
        assertThat(actions(AuditFilter.none())).hasSize(1);
    }

    @Test
    void partitionsAreReadyForThisMonthAndTheNextTwo() throws Exception {
        try (DatabaseFixture own = DatabaseFixture.fresh(new AdjustableClock(Instant.parse("2026-01-31T23:00:00Z")))) {
            assertThat(partitions(own))
                    .containsExactlyInAnyOrder(
                            "audit_log_2026_01", "audit_log_2026_02", "audit_log_2026_03", "audit_log_default");
        }
    }

    @Test
    void entryOfAnUnpreparedMonthIsNotLost() throws Exception {
        AdjustableClock clock = new AdjustableClock(Instant.parse("2026-05-31T12:00:00Z"));
        try (DatabaseFixture own = DatabaseFixture.fresh(clock)) {
            Database database = own.migrated("access").database();
            clock.advance(Duration.ofDays(120));
            database.write(context, SqlMapper.class, (mapper, transaction) -> {
                transaction.audit(AuditEntry.happened("late", "access.person", Ids.next()));
                return null;
            });

            own.databases().auditPartitions().ensure();

            assertThat(own.databases()
                            .auditLog()
                            .search(context, AuditFilter.none(), PageRequest.first())
                            .items())
                    .hasSize(1);
            assertThat(own.asOwner("SELECT count(*) FROM pg_inherits WHERE inhparent = 'data.audit_log'::regclass"))
                    .containsExactly("6");
        }
    }

    @Test
    void everyPartitionIsIsolatedAndGrantedToNobody() {
        assertThat(
                        fixture.asOwner(
                                "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                                        + " WHERE i.inhparent = 'data.audit_log'::regclass AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
                .isEmpty();
        assertThat(fixture.asOwner("SELECT grantee FROM information_schema.role_table_grants"
                        + " WHERE table_name LIKE 'audit\\_log\\_%' AND grantee <> current_user"))
                .isEmpty();
    }

    private static List<String> partitions(DatabaseFixture of) {
        return of
                .asOwner(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'data.audit_log'::regclass")
                .stream()
                .map(name -> name.replace("data.", ""))
                .toList();
    }

    private static void write(CallContext call, AuditEntry entry) {
        access.database().write(call, SqlMapper.class, (mapper, transaction) -> {
            transaction.audit(entry);
            return null;
        });
    }

    private List<AuditRecord> search(AuditFilter filter) {
        return fixture.databases()
                .auditLog()
                .search(context, filter, PageRequest.first())
                .items();
    }

    private List<String> actions(AuditFilter filter) {
        return search(filter).stream().map(AuditRecord::action).toList();
    }

    private Page<AuditRecord> page(PageRequest request) {
        return fixture.databases().auditLog().search(context, AuditFilter.none(), request);
    }
}

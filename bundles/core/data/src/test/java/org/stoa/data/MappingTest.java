package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.data.mapper.BundleMappers;

class MappingTest {

    private static DatabaseFixture fixture;
    private static Database database;

    private final CallContext context = DatabaseFixture.user(Ids.next());

    enum Colour {
        RED,
        GREEN
    }

    record Thing(
            UUID id,
            UUID ownerId,
            Instant createdAt,
            LocalDate dueOn,
            List<String> tags,
            List<UUID> partIds,
            Json attributes,
            Colour colour,
            BigDecimal unitPrice,
            long count,
            Boolean active) {}

    record Coloured(UUID id, String colour) {}

    record Counted(UUID id, Long count) {}

    interface ThingMapper {
        @Select("SELECT id, colour FROM things.thing WHERE id = ANY(#{ids}) AND id <> ALL(#{others}) ORDER BY id")
        List<Coloured> coloured(@Param("ids") List<UUID> ids, @Param("others") List<UUID> others);

        @Select("SELECT ${columns} FROM things.thing WHERE id = #{id}")
        Optional<Counted> counted(@Param("columns") String columns, @Param("id") UUID id);

        @Select("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%typed list%'"
                + " AND #{texts,jdbcType=VARCHAR}::text[] IS NOT NULL")
        long keptWithType(@Param("texts") List<String> texts);

        @Select("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%any list%'"
                + " AND #{texts}::text[] IS NOT NULL")
        long keptWithoutType(@Param("texts") List<String> texts);

        @Insert(
                """
                INSERT INTO things.thing (tenant_id, id, owner_id, created_at, due_on, tags, part_ids, attributes, colour,
                    unit_price, count, active)
                VALUES (#{tenant}, #{thing.id}, #{thing.ownerId}, #{thing.createdAt}, #{thing.dueOn}, #{thing.tags},
                    #{thing.partIds}, #{thing.attributes}, #{thing.colour}, #{thing.unitPrice}, #{thing.count}, #{thing.active})""")
        void insert(@Param("tenant") UUID tenant, @Param("thing") Thing thing);

        @Select("SELECT * FROM things.thing WHERE id = #{id}")
        Optional<Thing> find(@Param("id") UUID id);

        @Select(
                """
                SELECT id FROM things.thing
                WHERE (#{colour}::text IS NULL OR colour = #{colour}) AND (#{owner}::uuid IS NULL OR owner_id = #{owner})
                  AND (#{since}::timestamptz IS NULL OR created_at >= #{since}) AND id = ANY (#{ids})
                ORDER BY id""")
        List<UUID> search(
                @Param("colour") Colour colour,
                @Param("owner") UUID owner,
                @Param("since") Instant since,
                @Param("ids") List<UUID> ids);
    }

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        database = fixture.migrated(
                        "things",
                        """
                        CREATE TABLE thing (
                            tenant_id uuid NOT NULL, id uuid NOT NULL, owner_id uuid, created_at timestamptz, due_on date,
                            tags text[], part_ids uuid[], attributes jsonb, colour text, unit_price numeric, count bigint,
                            active boolean, PRIMARY KEY (tenant_id, id));
                        SELECT data.tenant_table('thing');
                        """)
                .database();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void everyTypeSurvivesTheRoundTrip() {
        Thing full = new Thing(
                Ids.next(),
                Ids.next(),
                Instant.parse("2026-03-01T12:00:00.123456Z"),
                LocalDate.of(2026, 2, 28),
                List.of("a,b", "\"quoted\"", "{}", "größe", ""),
                List.of(Ids.next(), Ids.next()),
                new Json("{\"a\": [1, \"x\"]}"),
                Colour.GREEN,
                new BigDecimal("12.30"),
                Long.MAX_VALUE,
                true);

        assertThat(stored(full)).contains(full);
    }

    @Test
    void nullsAndEmptyListsSurviveTheRoundTrip() {
        Thing bare = new Thing(Ids.next(), null, null, null, null, null, null, null, null, 0, null);
        Thing empty = new Thing(Ids.next(), null, null, null, List.of(), List.of(), null, null, null, 0, null);

        assertThat(stored(bare)).contains(bare);
        assertThat(stored(empty)).contains(empty);
    }

    @Test
    void recordsAreMadeByTheNamesOfColumnsWhateverTheirOrder() {
        Thing thing = new Thing(Ids.next(), null, null, null, null, null, null, null, null, 7, null);
        stored(thing);

        assertThat(counted("id, count", thing.id())).contains(new Counted(thing.id(), 7L));
        assertThat(counted("count, colour, id", thing.id())).contains(new Counted(thing.id(), 7L));
        assertThat(counted("NULL::uuid AS id, count", thing.id())).contains(new Counted(null, 7L));
    }

    @Test
    void statementKeepsItsTenantWhateverItsParametersAreAsOftenAsItIsExecuted() {
        Thing thing = new Thing(Ids.next(), null, null, null, null, null, null, Colour.RED, null, 7, null);
        stored(thing);
        Coloured found = new Coloured(thing.id(), "RED");

        for (int i = 0; i < 12; i++) {
            assertThat(coloured(List.of(thing.id()), List.of())).containsExactly(found);
            assertThat(coloured(List.of(), List.of())).isEmpty();
            assertThat(coloured(List.of(thing.id()), List.of(Ids.next()))).containsExactly(found);
        }
    }

    @Test
    void planIsKeptOfAnEmptyListWhoseTypeTheStatementSays() {
        long withType = 0;
        long withoutType = 0;
        for (int i = 0; i < 12; i++) {
            withType += database.read(context, ThingMapper.class, mapper -> mapper.keptWithType(List.of()));
            withoutType += database.read(context, ThingMapper.class, mapper -> mapper.keptWithoutType(List.of()));
        }
        assertThat(withType).isPositive();
        assertThat(withoutType).isZero();
    }

    private List<Coloured> coloured(List<UUID> ids, List<UUID> others) {
        return database.read(context, ThingMapper.class, mapper -> mapper.coloured(ids, others));
    }

    @Test
    void rowWithoutAnyValueIsNoRecord() {
        Thing thing = new Thing(Ids.next(), null, null, null, null, null, null, null, null, 7, null);
        stored(thing);

        assertThat(counted("NULL::uuid AS id, NULL::bigint AS count", thing.id()))
                .isEmpty();
    }

    private Optional<Counted> counted(String columns, UUID id) {
        return database.read(context, ThingMapper.class, mapper -> mapper.counted(columns, id));
    }

    @Test
    void filtersThatAreNullFilterNothing() {
        UUID owner = Ids.next();
        Thing red = new Thing(Ids.next(), owner, Instant.EPOCH, null, null, null, null, Colour.RED, null, 0, null);
        Thing green = new Thing(Ids.next(), null, Instant.now(), null, null, null, null, Colour.GREEN, null, 0, null);
        stored(red);
        stored(green);
        List<UUID> both = List.of(red.id(), green.id());

        assertThat(search(null, null, null, both)).containsExactlyElementsOf(both);
        assertThat(search(Colour.RED, null, null, both)).containsExactly(red.id());
        assertThat(search(null, owner, null, both)).containsExactly(red.id());
        assertThat(search(null, null, Instant.ofEpochSecond(1), both)).containsExactly(green.id());
        assertThat(search(null, null, null, List.of())).isEmpty();
    }

    @Test
    void mapperCanBeUsedForTheFirstTimeByManyThreadsAtOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 10; round++) {
            BundleMappers mappers = new BundleMappers(ThingMapper.class.getClassLoader());
            CyclicBarrier together = new CyclicBarrier(8);
            List<Future<Boolean>> known = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                known.add(executor.submit(() -> {
                    together.await();
                    SqlSession session = mappers.session(null);
                    mappers.mapper(session, ThingMapper.class, failure -> failure);
                    return session.getConfiguration().hasStatement(ThingMapper.class.getName() + ".search");
                }));
            }
            for (Future<Boolean> each : known) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        executor.shutdown();
    }

    @Test
    void missingRowIsAnEmptyOptional() {
        assertThat(find(Ids.next())).isEmpty();
    }

    private Optional<Thing> stored(Thing thing) {
        database.write(context, ThingMapper.class, (mapper, transaction) -> {
            mapper.insert(context.tenantId(), thing);
            return null;
        });
        return find(thing.id());
    }

    private Optional<Thing> find(UUID id) {
        return database.read(context, ThingMapper.class, mapper -> mapper.find(id));
    }

    private List<UUID> search(Colour colour, UUID owner, Instant since, List<UUID> ids) {
        return database.read(context, ThingMapper.class, mapper -> mapper.search(colour, owner, since, ids));
    }
}

package org.stoa.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

class PurgeTest {

    private static DatabaseFixture fixture;
    private static Database shop;
    private static PlatformDatabase platform;

    private final CallContext one = DatabaseFixture.user(Ids.next());
    private final CallContext other = DatabaseFixture.user(Ids.next());

    @BeforeAll
    static void start() {
        fixture = DatabaseFixture.fresh();
        platform = fixture.migrated("registry").platform();
        shop = fixture.migrated(
                        "shop",
                        """
                        CREATE TABLE customer (tenant_id uuid NOT NULL, id int NOT NULL, friend int, PRIMARY KEY (tenant_id, id),
                            FOREIGN KEY (tenant_id, friend) REFERENCES customer);
                        SELECT data.tenant_table('customer');
                        CREATE TABLE booking (tenant_id uuid NOT NULL, id int NOT NULL, customer int, PRIMARY KEY (tenant_id, id),
                            FOREIGN KEY (tenant_id, customer) REFERENCES customer);
                        SELECT data.tenant_table('booking');
                        CREATE TABLE diary (tenant_id uuid NOT NULL, booking int, text text,
                            FOREIGN KEY (tenant_id, booking) REFERENCES booking);
                        SELECT data.tenant_table('diary', 'tenant_id', 'SELECT, INSERT');
                        """)
                .database();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void purgeDeletesEveryRowOfTheTenantAndNoOther() {
        fill(one);
        fill(other);

        Map<String, Long> deleted = platform.purge(CallContext.system(null, "test"), "shop", one.requireTenant());

        assertThat(deleted)
                .containsExactly(
                        Map.entry("shop.diary", 1L), Map.entry("shop.booking", 1L), Map.entry("shop.customer", 2L));
        assertThat(count(one)).isZero();
        assertThat(count(other)).isEqualTo(4);
    }

    @Test
    void purgeOfNothingDeletesNothing() {
        assertThat(platform.purge(CallContext.system(null, "test"), "shop", Ids.next())
                        .values())
                .containsOnly(0L);
    }

    private record ShopOpened(int door) {}

    @Test
    void eventsThatWaitGoAsWell() {
        Instant later = Instant.now().plusSeconds(3600);
        for (CallContext each : List.of(one, other)) {
            shop.write(each, SqlMapper.class, (mapper, transaction) -> {
                transaction.publish(new ShopOpened(1), later);
                transaction.publish(new ShopOpened(2));
                return null;
            });
        }

        platform.purge(CallContext.system(null, "test"), "shop", one.requireTenant());

        assertThat(events(one)).isEmpty();
        assertThat(events(other)).containsExactly("1", "2");
    }

    private static List<String> events(CallContext context) {
        return fixture.asMigration(
                "SELECT payload->>'door' FROM data.outbox WHERE tenant_id = '" + context.tenantId() + "' ORDER BY 1");
    }

    @Test
    void rowThatCannotBeDeletedUndoesThePurge() {
        fill(one);
        fixture.asOwner("CREATE FUNCTION shop.keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                + " CREATE TRIGGER keep BEFORE DELETE ON shop.diary FOR EACH ROW WHEN (OLD.tenant_id = '"
                + one.tenantId()
                + "') EXECUTE FUNCTION shop.keep()");
        try {
            assertThatThrownBy(() -> platform.purge(CallContext.system(null, "test"), "shop", one.requireTenant()))
                    .isInstanceOf(RuntimeException.class);
            assertThat(count(one)).isEqualTo(4);
        } finally {
            fixture.asOwner("DROP TRIGGER keep ON shop.diary; DROP FUNCTION shop.keep()");
        }
    }

    @Test
    void schemaThatIsNoBundlesCannotBePurged() {
        assertThatIllegalStateException()
                .isThrownBy(() -> platform.purge(CallContext.system(null, "test"), "pg_catalog", one.requireTenant()));
    }

    private static void fill(CallContext context) {
        String tenant = "'" + context.tenantId() + "'";
        shop.write(context, SqlMapper.class, (mapper, transaction) -> {
            mapper.execute("INSERT INTO shop.customer VALUES (" + tenant + ", 1, 2), (" + tenant + ", 2, 1)");
            mapper.execute("INSERT INTO shop.booking VALUES (" + tenant + ", 1, 1)");
            return mapper.execute("INSERT INTO shop.diary VALUES (" + tenant + ", 1, 'x')");
        });
    }

    private static int count(CallContext context) {
        return DatabaseFixture.texts(
                        shop,
                        context,
                        "SELECT 1 FROM shop.customer UNION ALL SELECT 1 FROM shop.booking UNION ALL SELECT 1 FROM shop.diary")
                .size();
    }
}

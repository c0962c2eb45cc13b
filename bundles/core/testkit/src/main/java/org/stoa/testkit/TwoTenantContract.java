package org.stoa.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;

/**
 * What every table of a bundle promises: a tenant cannot see, add, change or remove what is another's, and without a
 * tenant there is an error. Which tables there are is read from PostgreSQL's catalogue, so that a new one cannot be
 * forgotten: {@link #createRows} must put at least one row into each.
 *
 * <pre>{@code
 * class HelloIsolationTest extends TwoTenantContract {
 *     HelloIsolationTest() {
 *         super("hello", HelloModule.class);
 *     }
 *
 *     @Override
 *     protected void createRows(Database database, CallContext context) {
 *         new GreetingService(database).post(context, new GreetingFields("Hi"));
 *     }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TwoTenantContract {
    private static final String REFUSED = "42501";
    private static final Set<String> WITHOUT_TENANT = Set.of("42704", "22P02");

    private final String schema;
    private final Class<?> anchor;
    private final CallContext one = TestContexts.user();
    private final CallContext other = TestContexts.user();
    private StandaloneDatabases databases;
    private TenantProbe probe;

    /**
     * @param schema id of the module
     * @param anchor any class of the bundle, beside its migrations and mappers
     */
    protected TwoTenantContract(String schema, Class<?> anchor) {
        this.schema = schema;
        this.anchor = anchor;
    }

    /** Puts at least one row into every table, for the tenant of {@code context}. */
    protected abstract void createRows(Database database, CallContext context);

    @BeforeAll
    void createRowsOfBothTenants() {
        databases = TestDatabases.fresh();
        Database database = databases.forModule(schema, anchor);
        probe = new TenantProbe(database, databases.owner(), schema);
        createRows(database, one);
        createRows(database, other);
    }

    @AfterAll
    void closeDatabases() {
        databases.close();
    }

    StandaloneDatabases databases() {
        return databases;
    }

    @TestFactory
    Stream<DynamicTest> everyTableHasRowsToTryItsIsolationWith() {
        return eachTable(table -> {
            assertThat(probe.count(one, table)).as("rows of one tenant").isPositive();
            assertThat(probe.count(other, table)).as("rows of another").isPositive();
        });
    }

    @TestFactory
    Stream<DynamicTest> tenantReadsItsOwnRowsOnly() {
        return eachTable(table -> {
            assertThat(probe.tenants(one, table)).containsExactly(id(one));
            assertThat(probe.tenants(other, table)).containsExactly(id(other));
        });
    }

    @TestFactory
    Stream<DynamicTest> tenantCannotAddRowsToAnother() {
        return eachTable(table ->
                assertThat(probe.insert(other, table, id(one)).sqlState()).isEqualTo(REFUSED));
    }

    @TestFactory
    Stream<DynamicTest> tenantCannotGiveItsRowsToAnother() {
        return eachTable(table ->
                assertThat(probe.move(other, table, id(one)).sqlState()).isEqualTo(REFUSED));
    }

    @TestFactory
    Stream<DynamicTest> tenantCannotChangeOrRemoveRowsOfAnother() {
        return eachTable(table -> {
            String before = probe.digest(one, table);
            assertThat(probe.update(other, table, id(one)).touchedNothing()).isTrue();
            assertThat(probe.delete(other, table, id(one)).touchedNothing()).isTrue();
            assertThat(probe.digest(one, table)).isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> connectionThatHasSaidNoTenantGetsAnError() {
        return eachTable(table -> assertThat(probe.sqlStateWithoutTenant(table)).isIn(WITHOUT_TENANT));
    }

    @Test
    void callWithoutTenantIsRefused() {
        CallContext nobody = one.withTenant(null);

        assertThatIllegalStateException().isThrownBy(() -> probe.read(nobody, "SELECT 1"));
    }

    @TestFactory
    Stream<DynamicTest> rowSecurityIsForcedForReadingAndWriting() {
        return eachTable(table -> assertThat(probe.catalogue().protections(table))
                .isNotEmpty()
                .allMatch(policy -> policy.startsWith("forced;both;")
                        && policy.contains("current_setting('app.tenant_id'::text)")));
    }

    @TestFactory
    Stream<DynamicTest> everyIndexLeadsWithTheTenant() {
        return eachTable(table ->
                assertThat(probe.catalogue().indexesNotLedByTenant(table)).isEmpty());
    }

    @Test
    void roleOfTheBundleOwnsNothingAndCanBypassNothing() {
        assertThat(probe.catalogue().powersOfRole()).isEmpty();
    }

    private Stream<DynamicTest> eachTable(Consumer<String> promise) {
        List<String> tables = probe.catalogue().tables();
        assertThat(tables).as("tables of the schema " + schema).isNotEmpty();
        return tables.stream().map(table -> DynamicTest.dynamicTest(table, () -> promise.accept(table)));
    }

    private static UUID id(CallContext context) {
        return context.requireTenant();
    }
}

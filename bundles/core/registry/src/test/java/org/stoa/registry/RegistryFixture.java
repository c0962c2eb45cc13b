package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.TenantModule;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** A registry on a real PostgreSQL; each test has tenants of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RegistryFixture {

    private final List<PostgresModuleRegistry> registries = new ArrayList<>();
    final FakeTenants tenants = new FakeTenants();
    StandaloneDatabases databases;
    Database database;
    PlatformDatabase platform;
    Database crm;

    @BeforeAll
    void startDatabases() {
        databases = TestDatabases.fresh();
        database = databases.forModule("registry", PostgresModuleRegistry.class);
        platform = databases.platform("registry", PostgresModuleRegistry.class);
        crm = databases.forModule("crm", CrmMapper.class);
    }

    @AfterAll
    void closeDatabases() {
        databases.close();
    }

    @AfterEach
    void closeRegistries() {
        registries.forEach(PostgresModuleRegistry::close);
        registries.clear();
    }

    /** A registry as one node runs it. */
    PostgresModuleRegistry node(TestModule... modules) {
        return node(database, platform, tenants, modules);
    }

    PostgresModuleRegistry node(
            Database itsDatabase, PlatformDatabase itsPlatform, FakeTenants itsTenants, TestModule... modules) {
        PostgresModuleRegistry registry = new PostgresModuleRegistry(
                itsDatabase, itsPlatform, itsTenants, databases.caches(), Clock.systemUTC(), Duration.ofMillis(10));
        registries.add(registry);
        for (TestModule module : modules) {
            install(registry, module);
        }
        Eventually.eventually(() -> assertThat(registry.isBusy()).isFalse());
        return registry;
    }

    static Installation install(PostgresModuleRegistry registry, TestModule module) {
        Installation installation = registry.install(module.source());
        Eventually.eventually(
                () -> assertThat(installation.description().state()).isEqualTo(State.READY));
        return installation;
    }

    /** Somebody who administers the tenant. */
    static CallContext administrator(UUID tenantId) {
        return TestContexts.user(tenantId, "tenant.module.admin");
    }

    static ModulePlan enable(PostgresModuleRegistry registry, UUID tenantId, String moduleId) {
        return registry.enable(administrator(tenantId), tenantId, moduleId, false);
    }

    static Status status(PostgresModuleRegistry registry, UUID tenantId, String moduleId) {
        return registry.modules(administrator(tenantId), tenantId).stream()
                .filter(module -> module.moduleId().equals(moduleId))
                .map(TenantModule::status)
                .findFirst()
                .orElseThrow();
    }

    /** What the audit log says of the tenant, oldest first. */
    List<AuditRecord> audit(UUID tenantId) {
        List<AuditRecord> newestFirst = databases
                .auditLog()
                .search(CallContext.system(tenantId, "test"), AuditFilter.none(), PageRequest.first())
                .items();
        List<AuditRecord> records = new ArrayList<>(newestFirst);
        Collections.reverse(records);
        return records;
    }

    List<String> auditedActions(UUID tenantId) {
        return audit(tenantId).stream()
                .map(record -> record.action() + " " + record.resourceId())
                .toList();
    }

    /** Leaves behind what a crash would. */
    void interrupted(UUID tenantId, String moduleId, Status status) {
        Instant before = Instant.parse("2025-01-01T00:00:00Z");
        TenantModuleRow row = new TenantModuleRow(
                tenantId, moduleId, status, "0.9.0", status == Status.ENABLING ? null : before, 1, before, before);
        database.write(CallContext.system(tenantId, "test"), TenantModuleMapper.class, (mapper, transaction) -> {
            mapper.insert(row);
            return row;
        });
    }

    void addPerson(UUID tenantId, String name) {
        crm.write(CallContext.system(tenantId, "test"), CrmMapper.class, (mapper, transaction) -> {
            UUID person = Ids.next();
            mapper.insertPerson(tenantId, person, name);
            mapper.insertNote(tenantId, Ids.next(), person);
            return person;
        });
    }

    long people(UUID tenantId) {
        return crm.read(CallContext.system(tenantId, "test"), CrmMapper.class, CrmMapper::people);
    }

    static ProblemException refusal(Runnable work) {
        return catchThrowableOfType(ProblemException.class, work::run);
    }
}

package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;

class EventsTest extends RegistryFixture {

    @Test
    void othersAreToldOnceOfEachChange() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("listened-to");
        enable(registry, tenant, "crm");
        enable(registry, tenant, "crm");
        addPerson(tenant, "Eva");
        registry.disable(administrator(tenant), tenant, "crm", false);
        registry.disable(administrator(tenant), tenant, "crm", false);
        registry.purge(administrator(tenant), tenant, "crm", false);
        Collector<ModuleEnabled> enabled = new Collector<>("registry.ModuleEnabled", ModuleEnabled.class);
        Collector<ModuleDisabled> disabled = new Collector<>("registry.ModuleDisabled", ModuleDisabled.class);
        Collector<ModulePurged> purged = new Collector<>("registry.ModulePurged", ModulePurged.class);

        databases.deliverEvents(enabled, disabled, purged);

        assertThat(enabled.payloads).containsExactly(new ModuleEnabled(tenant, "crm", "1.0.0"));
        assertThat(disabled.payloads).containsExactly(new ModuleDisabled(tenant, "crm", "1.0.0"));
        assertThat(purged.payloads)
                .containsExactly(new ModulePurged(tenant, "crm", Map.of("crm.note", 1L, "crm.person", 1L)));
    }

    /** Keeps what it is told. */
    private record Collector<E>(String eventType, Class<E> payloadType, List<E> payloads)
            implements DomainEventListener<E> {

        Collector(String eventType, Class<E> payloadType) {
            this(eventType, payloadType, new CopyOnWriteArrayList<>());
        }

        @Override
        public String name() {
            return "test." + eventType;
        }

        @Override
        public void on(DomainEvent<E> event) {
            payloads.add(event.payload());
        }
    }
}

package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Found;
import org.stoa.metadata.Slugs;
import org.stoa.metadata.Times;

/** Workflows, by name. They are kept as they are given; the engine that runs them judges their content. */
@Component(service = WorkflowPart.class)
public final class WorkflowPart implements TemplatePart {

    private static final String MEMBER = "workflowTemplates";
    private static final String RESOURCE = "metadata.workflow_template";

    private final Database database;
    private final Clock clock;

    @Activate
    public WorkflowPart(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    WorkflowPart(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.WORKFLOW;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        Elements.visit(template.path(MEMBER), MEMBER, Elements.by("name"), faults, (workflow, place) -> {
            String name = workflow.path("name").asText();
            if (!Slugs.isSlug(name)) {
                faults.add(place, "/name: " + Slugs.RULE);
            } else if (items.put(name, workflow) != null) {
                faults.add(place, "is there twice");
            }
        });
        return items;
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        database.read(
                        context,
                        WorkflowTemplateMapper.class,
                        mapper -> mapper.named(context.requireTenant(), List.copyOf(keys)))
                .forEach(row -> found.put(row.name(), Documents.parse(row.document())));
        return found;
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        UUID tenantId = context.requireTenant();
        database.write(context, WorkflowTemplateMapper.class, (mapper, transaction) -> {
            WorkflowTemplateMapper.Row row = present(mapper, tenantId, key, expected);
            if (row == null) {
                mapper.insert(tenantId, key, Documents.write(document), Times.now(clock));
            } else {
                Found.inVersion(
                        mapper.update(tenantId, key, row.version(), Documents.write(document), Times.now(clock)), 1);
            }
            transaction.audit(new AuditEntry(
                    "workflow-template.set",
                    RESOURCE,
                    key,
                    row == null ? null : row.document(),
                    Documents.write(document)));
            return key;
        });
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        UUID tenantId = context.requireTenant();
        database.write(context, WorkflowTemplateMapper.class, (mapper, transaction) -> {
            WorkflowTemplateMapper.Row row = present(mapper, tenantId, key, expected);
            Found.inVersion(mapper.delete(tenantId, key, row.version()), 1);
            transaction.audit(new AuditEntry("workflow-template.delete", RESOURCE, key, row.document(), null));
            return key;
        });
    }

    private static WorkflowTemplateMapper.Row present(
            WorkflowTemplateMapper mapper, UUID tenantId, String key, JsonNode expected) {
        WorkflowTemplateMapper.Row row =
                mapper.named(tenantId, List.of(key)).stream().findFirst().orElse(null);
        Expected.require(expected, row == null ? null : Documents.parse(row.document()));
        return row;
    }
}

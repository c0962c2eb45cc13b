package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Found;
import org.stoa.metadata.industry.IndustryMapper.InstallationRow;
import org.stoa.metadata.industry.Installation.Item;
import org.stoa.metadata.industry.Installation.State;

/** Which industries there are for a tenant, and what it has made of those that it has installed. */
@Component(service = IndustryDirectory.class)
public final class IndustryDirectory {

    private final Database database;
    private final IndustryTemplates templates;
    private final InstalledItems items;
    private final RequiredModules modules;

    @Activate
    public IndustryDirectory(
            @Reference Database database,
            @Reference IndustryTemplates templates,
            @Reference InstalledItems items,
            @Reference RequiredModules modules) {
        this.database = database;
        this.templates = templates;
        this.items = items;
        this.modules = modules;
    }

    /** Those that are offered or installed, by code. */
    List<IndustryView> list(CallContext context) {
        UUID tenantId = context.requireTenant();
        Map<String, InstallationRow> installed =
                database.read(context, IndustryMapper.class, mapper -> mapper.installations(tenantId)).stream()
                        .collect(Collectors.toMap(InstallationRow::code, Function.identity()));
        Map<String, IndustryView> views = new TreeMap<>();
        templates
                .all(tenantId)
                .forEach(document ->
                        views.put(document.code(), view(tenantId, document, installed.get(document.code()))));
        installed.forEach((code, row) -> views.computeIfAbsent(code, absent -> gone(row)));
        return List.copyOf(views.values());
    }

    /** One that is offered or installed, or 404. */
    IndustryView get(CallContext context, String code) {
        return list(context).stream()
                .filter(view -> view.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("industry"));
    }

    /** What the tenant has installed of an industry, or 404. */
    Installation installation(CallContext context, String code) {
        InstallationRow row = Found.orNotFound(
                database.read(context, IndustryMapper.class, mapper -> mapper.find(context.requireTenant(), code)),
                "installed industry");
        Map<ItemKey, JsonNode> bases = items.bases(context, code);
        Map<ItemKey, JsonNode> current = items.current(context, bases.keySet());
        List<Item> states = bases.entrySet().stream()
                .map(base -> item(base.getKey(), base.getValue(), current.get(base.getKey())))
                .toList();
        return new Installation(
                code,
                row.templateVersion(),
                row.complete(),
                row.installedBy(),
                row.installedAt(),
                row.updatedAt(),
                states);
    }

    private static Item item(ItemKey item, JsonNode base, JsonNode current) {
        List<Difference> differences = current == null ? List.of() : JsonValues.differences(base, current);
        State changed = differences.isEmpty() ? State.UNCHANGED : State.CHANGED;
        return new Item(
                item.kind(),
                item.key(),
                current == null ? State.REMOVED : changed,
                differences.stream()
                        .map(difference -> new Installation.Override(
                                difference.pointer(),
                                IndustryPlan.json(difference.before()),
                                IndustryPlan.json(difference.after())))
                        .toList());
    }

    private IndustryView view(UUID tenantId, IndustryDocument document, InstallationRow installed) {
        return new IndustryView(
                document.code(),
                document.version(),
                document.name(),
                document.description(),
                document.requiredModules(),
                modules.missing(tenantId, document),
                document.recommendedFeatures(),
                installed == null ? null : installed.templateVersion(),
                installed == null ? null : installed.complete());
    }

    private static IndustryView gone(InstallationRow row) {
        return new IndustryView(
                row.code(),
                null,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(row.code()),
                List.of(),
                row.templateVersion(),
                row.complete());
    }
}

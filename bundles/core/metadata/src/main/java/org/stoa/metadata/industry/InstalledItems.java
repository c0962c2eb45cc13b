package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;

/** What a tenant got of an industry, and what it has of it now. */
@Component(service = InstalledItems.class)
public final class InstalledItems {

    private final Database database;
    private final TemplateParts parts;

    @Activate
    public InstalledItems(@Reference Database database, @Reference TemplateParts parts) {
        this.database = database;
        this.parts = parts;
    }

    /** What the tenant got, in the order of installation. */
    Map<ItemKey, JsonNode> bases(CallContext context, String code) {
        UUID tenantId = context.requireTenant();
        Map<ItemKey, JsonNode> bases = new LinkedHashMap<>();
        database.read(context, IndustryMapper.class, mapper -> mapper.items(tenantId, code))
                .forEach(row -> bases.put(new ItemKey(row.kind(), row.key()), Documents.parse(row.base())));
        return bases;
    }

    /** What the tenant has, of those that it has. */
    Map<ItemKey, JsonNode> current(CallContext context, Collection<ItemKey> items) {
        return byKind(items, (part, keys) -> part.read(context, keys));
    }

    /** What depends on them. */
    Map<ItemKey, Usage> usage(CallContext context, Collection<ItemKey> items) {
        return byKind(items, (part, keys) -> part.usage(context, keys));
    }

    /** What the tenant got of other industries. */
    Set<String> ofOtherIndustries(CallContext context, String code) {
        return Set.copyOf(database.read(
                context, IndustryMapper.class, mapper -> mapper.itemsOfOthers(context.requireTenant(), code)));
    }

    private <T> Map<ItemKey, T> byKind(
            Collection<ItemKey> items, BiFunction<TemplatePart, List<String>, Map<String, T>> question) {
        Map<TemplatePart, List<String>> keys = new LinkedHashMap<>();
        items.forEach(item ->
                keys.computeIfAbsent(parts.of(item), part -> new ArrayList<>()).add(item.key()));
        Map<ItemKey, T> answers = new HashMap<>();
        keys.forEach((part, ofKind) -> question.apply(part, ofKind)
                .forEach((key, answer) -> answers.put(new ItemKey(part.kind().label(), key), answer)));
        return answers;
    }

    /** Does a step; the next merge starts from it. */
    void apply(CallContext context, String code, Step step, int position) {
        TemplatePart part = parts.of(step.item());
        switch (step.action()) {
            case ADD, CHANGE -> part.write(context, step.item().key(), step.expected(), step.wanted());
            case REMOVE -> part.remove(context, step.item().key(), step.expected());
            case KEEP, REFUSED -> {
                // nothing but what the next merge starts from
            }
        }
        UUID tenantId = context.requireTenant();
        database.write(context, IndustryMapper.class, (mapper, transaction) -> {
            if (step.base() == null) {
                return mapper.deleteItem(
                        tenantId, code, step.item().kind(), step.item().key());
            }
            return mapper.putItem(
                    tenantId,
                    code,
                    new IndustryMapper.ItemRow(
                            step.item().kind(), step.item().key(), position, Documents.write(step.base())));
        });
    }
}

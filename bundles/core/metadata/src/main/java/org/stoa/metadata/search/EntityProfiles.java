package org.stoa.metadata.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Json;
import org.stoa.api.data.Page;
import org.stoa.api.profile.Profile;
import org.stoa.api.profile.Profiles;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.FieldModel;

/** Profiles for modules: entities of one type, under the permissions of the operations that show them. */
@Component(service = Profiles.class)
public final class EntityProfiles implements Profiles {
    private static final String TYPE = "profile";
    private static final String READ = "tenant.profile.read";
    private static final String READ_OWN = "user.profile.read";

    private final Entities entities;
    private final EntitySearch search;
    private final EntityModels models;

    @Activate
    public EntityProfiles(
            @Reference Entities entities, @Reference EntitySearch search, @Reference EntityModels models) {
        this.entities = entities;
        this.search = search;
        this.models = models;
    }

    @Override
    public Optional<Profile> get(CallContext context, UUID id) {
        try {
            if (context.allows(READ, null)) {
                return Optional.of(profile(entities.get(context, TYPE, id)));
            }
            if (context.allows(READ_OWN, null) && context.caller().userId() != null) {
                return Optional.of(profile(entities.getOwn(context, TYPE, id)));
            }
        } catch (ProblemException e) {
            if (e.code().status() != CommonProblem.NOT_FOUND.status()) {
                throw e;
            }
        }
        return Optional.empty();
    }

    @Override
    public Page<Profile> find(CallContext context, Map<String, String> filters, int limit, String cursor) {
        context.require(READ, null);
        Map<String, List<String>> query = new LinkedHashMap<>();
        filters.forEach((name, value) -> query.put(name, List.of(value)));
        query.put("limit", List.of(Integer.toString(limit)));
        if (cursor != null) {
            query.put("cursor", List.of(cursor));
        }
        EntityPage page = search.search(context, TYPE, new QueryParameters(query));
        return new Page<>(page.items().stream().map(EntityProfiles::profile).toList(), page.nextCursor());
    }

    @Override
    public Set<String> filterableFields(CallContext context, List<String> subtypes) {
        boolean all = context.allows(Entities.RESTRICTED, null);
        Set<String> names = new LinkedHashSet<>();
        List<EntityModel> asked = new ArrayList<>(models.ofType(context, TYPE));
        asked.removeIf(model ->
                !subtypes.isEmpty() && !subtypes.contains(model.definition().entitySubtype()));
        for (EntityModel model : asked) {
            model.fields().values().stream()
                    .filter(FieldModel::filterable)
                    .map(FieldModel::name)
                    .forEach(names::add);
        }
        // What one subtype restricts, a search over several may not ask for.
        names.removeIf(name -> !all && asked.stream().anyMatch(model -> model.isRestricted(name)));
        return names;
    }

    private static Profile profile(Entity entity) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Json document : List.of(entity.structuredData(), entity.customFields(), entity.computedFields())) {
            JsonNode tree = Documents.parse(document);
            tree.properties().forEach(each -> fields.put(each.getKey(), Documents.plain(each.getValue())));
        }
        return new Profile(
                entity.id(),
                entity.subtype(),
                entity.accountId(),
                entity.ownerId(),
                entity.name(),
                entity.slug(),
                entity.status(),
                fields,
                entity.location() == null ? null : entity.location().latitude(),
                entity.location() == null ? null : entity.location().longitude());
    }
}

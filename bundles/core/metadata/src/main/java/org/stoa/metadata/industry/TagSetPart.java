package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.tag.TagSet;
import org.stoa.metadata.tag.TagSetFields;
import org.stoa.metadata.tag.TagSets;
import org.stoa.metadata.tag.Tags;

/** Tag sets, by name, without their tags. */
@Component(service = TagSetPart.class)
public final class TagSetPart implements TemplatePart {

    static final String MEMBER = "tagSets";
    static final String TAGS = "tags";

    private final TagSets sets;
    private final Tags tags;

    @Activate
    public TagSetPart(@Reference TagSets sets, @Reference Tags tags) {
        this.sets = sets;
        this.tags = tags;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.TAG_SET;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        Elements.visit(template.path(MEMBER), MEMBER, Elements.by("name"), faults, (set, place) -> {
            ObjectNode own = set.deepCopy();
            own.remove(TAGS);
            faults.reading(place, () -> ItemReader.read(own, TagSetFields.class).checked())
                    .ifPresent(fields -> {
                        if (items.put(fields.name(), document(fields)) != null) {
                            faults.add(place, "is there twice");
                        }
                    });
        });
        return items;
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        own(context, keys).forEach((name, set) -> found.put(name, document(TagSetFields.of(set))));
        return found;
    }

    @Override
    public Map<String, Usage> usage(CallContext context, Collection<String> keys) {
        Map<String, Usage> usage = new HashMap<>();
        tags.own(context, keys)
                .forEach((set, slugs) -> usage.put(
                        set,
                        new Usage(
                                false,
                                slugs.stream()
                                        .map(slug -> new ItemKey(TemplateKind.TAG.label(), set + ":" + slug))
                                        .collect(Collectors.toSet()))));
        return usage;
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        TagSet present = present(context, key, expected);
        if (present == null) {
            sets.create(context, fields(document));
        } else {
            sets.update(context, present.id(), present.version(), before -> fields(document));
        }
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        TagSet present = present(context, key, expected);
        if (!tags.own(context, List.of(key)).isEmpty()) {
            throw ProblemException.of(CommonProblem.CONFLICT, "The set still has tags.");
        }
        sets.delete(context, present.id(), false);
    }

    private TagSet present(CallContext context, String key, JsonNode expected) {
        TagSet present = own(context, Set.of(key)).get(key);
        Expected.require(expected, present == null ? null : document(TagSetFields.of(present)));
        return present;
    }

    private Map<String, TagSet> own(CallContext context, Collection<String> names) {
        return sets.all(context).values().stream()
                .filter(set -> set.tenantId() != null && names.contains(set.name()))
                .collect(Collectors.toMap(TagSet::name, set -> set));
    }

    private static JsonNode document(TagSetFields fields) {
        return Documents.parse(Documents.write(fields));
    }

    private static TagSetFields fields(JsonNode document) {
        return Documents.read(Documents.write(document), TagSetFields.class);
    }
}

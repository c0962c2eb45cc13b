package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Texts;
import org.stoa.metadata.tag.NewTag;
import org.stoa.metadata.tag.Tag;
import org.stoa.metadata.tag.TagFields;
import org.stoa.metadata.tag.TagName;
import org.stoa.metadata.tag.Tags;

/** Tags, by set and slug: {@code season:summer}. */
@Component(service = TagPart.class)
public final class TagPart implements TemplatePart {

    private static final String LABEL = "label";

    private final Database database;
    private final Tags tags;

    @Activate
    public TagPart(@Reference Database database, @Reference Tags tags) {
        this.database = database;
        this.tags = tags;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.TAG;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        // what is wrong with the sets themselves is noted by their own part
        Elements.visit(
                template.path(TagSetPart.MEMBER),
                TagSetPart.MEMBER,
                Elements.by("name"),
                new Faults(),
                (set, place) -> addTags(set, place, items, faults));
        return items;
    }

    private void addTags(ObjectNode set, String setPlace, Map<String, JsonNode> items, Faults faults) {
        Elements.visit(
                set.path(TagSetPart.TAGS),
                setPlace + "/" + TagSetPart.TAGS,
                Elements.by("slug"),
                faults,
                (tag, place) -> faults.reading(place, () -> checked(set, tag)).ifPresent(wanted -> {
                    TagName name = new TagName(wanted.tagSet(), wanted.slug());
                    if (items.put(name.toString(), Tags.document(wanted.label())) != null) {
                        faults.add(place, "is there twice");
                    }
                }));
    }

    private NewTag checked(ObjectNode set, ObjectNode tag) {
        ObjectNode own = tag.deepCopy();
        own.put("tagSet", set.path("name").asText());
        NewTag wanted = ItemReader.read(own, NewTag.class);
        tags.check(wanted);
        return wanted;
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        return own(context, keys).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tag -> Tags.document(tag.getValue().label())));
    }

    @Override
    public Map<String, Usage> usage(CallContext context, Collection<String> keys) {
        List<TagName> names = keys.stream().map(TagName::parse).toList();
        List<String> used = database.read(
                context,
                UsageMapper.class,
                mapper -> mapper.tags(
                        context.requireTenant(),
                        names.stream().map(TagName::tagSet).toList(),
                        names.stream().map(TagName::slug).toList()));
        return used.stream().collect(Collectors.toMap(key -> key, key -> new Usage(true, Set.of())));
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        Tag present = present(context, key, expected);
        Map<String, String> label = Texts.read(document.path(LABEL));
        if (present == null) {
            TagName name = TagName.parse(key);
            tags.create(context, new NewTag(name.tagSet(), name.slug(), label));
        } else {
            tags.update(context, present.id(), present.version(), before -> new TagFields(label));
        }
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        tags.delete(context, present(context, key, expected).id(), false);
    }

    private Tag present(CallContext context, String key, JsonNode expected) {
        Tag present = own(context, Set.of(key)).get(key);
        Expected.require(expected, present == null ? null : Tags.document(present.label()));
        return present;
    }

    private Map<String, Tag> own(CallContext context, Collection<String> keys) {
        return tags.named(context, keys.stream().map(TagName::parse).toList()).stream()
                .collect(Collectors.toMap(tag -> tag.named().toString(), tag -> tag));
    }
}

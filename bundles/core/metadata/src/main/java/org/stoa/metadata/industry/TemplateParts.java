package org.stoa.metadata.industry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every kind of items that templates may have. */
@Component(service = TemplateParts.class)
public final class TemplateParts {

    private final Map<TemplateKind, TemplatePart> parts;

    @Activate
    public TemplateParts(
            @Reference SettingPart settings,
            @Reference TagSetPart tagSets,
            @Reference TagPart tags,
            @Reference CategoryPart categories,
            @Reference SchemaPart schemas,
            @Reference FormPart forms,
            @Reference WorkflowPart workflows) {
        this(Stream.of(settings, tagSets, tags, categories, schemas, forms, workflows));
    }

    TemplateParts(Stream<TemplatePart> parts) {
        this.parts = parts.collect(
                Collectors.toMap(TemplatePart::kind, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    /** In the order in which they are installed. */
    List<TemplatePart> all() {
        return List.copyOf(parts.values());
    }

    /** @throws IllegalArgumentException when there is none for items of this kind */
    TemplatePart of(ItemKey item) {
        return TemplateKind.ofLabel(item.kind())
                .map(parts::get)
                .orElseThrow(() -> new IllegalArgumentException("there are no items of the kind " + item.kind()));
    }
}

package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.form.FormDefinition;
import org.stoa.metadata.form.FormReader;
import org.stoa.metadata.form.FormTemplate;
import org.stoa.metadata.form.FormTemplates;
import org.stoa.metadata.model.EntityModel;

/** Forms for the schemas of the same template, by what they are for: {@code registration/profile/dog}. */
@Component(service = FormPart.class)
public final class FormPart implements TemplatePart {

    private static final String MEMBER = "formTemplates";

    private final FormTemplates forms;
    private final TemplateSchemas schemas = new TemplateSchemas();
    private final FormReader reader = new FormReader();

    @Activate
    public FormPart(@Reference FormTemplates forms) {
        this.forms = forms;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.FORM;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        // what is wrong with the schemas themselves is noted by their own part
        Map<String, EntityModel> models = schemas.read(template, new Faults());
        Set<String> named = TemplateSchemas.keys(template);
        Map<String, JsonNode> items = new LinkedHashMap<>();
        Elements.visit(template.path(MEMBER), MEMBER, FormPart::nameOf, faults, (form, place) -> faults.reading(
                        place, () -> checked(form, models, named))
                .ifPresent(definition -> {
                    if (items.put(definition.key(), document(definition)) != null) {
                        faults.add(place, "is there twice");
                    }
                }));
        return items;
    }

    /** @param named keys of all schemas, also of those without a model */
    private FormDefinition checked(JsonNode form, Map<String, EntityModel> models, Set<String> named) {
        FormDefinition definition = ItemReader.read(form, FormDefinition.class);
        String key = definition.entityType() + "/" + definition.entitySubtype();
        if (!named.contains(key)) {
            throw new IllegalArgumentException("the template has no schema " + key);
        }
        if (models.containsKey(key)) {
            reader.check(models.get(key), definition);
        }
        return definition;
    }

    private static String nameOf(JsonNode form) {
        List<String> names = Stream.of("formType", "entityType", "entitySubtype")
                .map(member -> form.path(member).asText())
                .toList();
        return names.contains("") ? "" : String.join("/", names);
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        return forms.named(context, keys).stream()
                .collect(Collectors.toMap(form -> form.definition().key(), form -> document(form.definition())));
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        FormTemplate present = present(context, key, expected);
        if (present == null) {
            forms.create(context, definition(document));
        } else {
            forms.update(context, present.id(), present.version(), before -> definition(document));
        }
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        forms.delete(context, present(context, key, expected).id());
    }

    private FormTemplate present(CallContext context, String key, JsonNode expected) {
        FormTemplate present =
                forms.named(context, List.of(key)).stream().findFirst().orElse(null);
        Expected.require(expected, present == null ? null : document(present.definition()));
        return present;
    }

    private static FormDefinition definition(JsonNode document) {
        return Documents.read(Documents.write(document), FormDefinition.class);
    }

    private static JsonNode document(FormDefinition definition) {
        return Documents.parse(Documents.write(definition));
    }
}

package org.stoa.metadata.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Violations;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;

/** Forms to be filled in: what the schema, the custom fields and the template in effect amount to. */
@Component(service = Forms.class)
public final class Forms {

    private static final int MOST = 2_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final FormTemplates templates;
    private final EntityModels models;
    private final Entities entities;
    private final Cache<Key, Form> forms =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(LIFETIME).build();

    private record Key(UUID tenantId, FormType type, String entityType, String entitySubtype, boolean restricted) {}

    @Activate
    public Forms(@Reference FormTemplates templates, @Reference EntityModels models, @Reference Entities entities) {
        this.templates = templates;
        this.models = models;
        this.entities = entities;
    }

    /**
     * A form in the caller's language, without what the caller may not see.
     *
     * @throws ProblemException 404 where there is no schema; 409 {@code form-outdated} for a template that has nothing
     *     more to do with the schema
     */
    public ServedForm serve(CallContext context, FormType type, String entityType, String entitySubtype) {
        return FormView.of(get(context, type, entityType, entitySubtype), wording(context));
    }

    /** Always of the latest template and model; only the work of putting them together is kept. */
    Form get(CallContext context, FormType type, String entityType, String entitySubtype) {
        EntityModel model = model(context, entityType, entitySubtype);
        FormTemplate template = templates.inEffect(context, type, entityType, entitySubtype);
        boolean restricted = context.allows(Entities.RESTRICTED, null);
        Key key = new Key(context.requireTenant(), type, entityType, entitySubtype, restricted);
        Form known = forms.getIfPresent(key);
        if (known != null && known.isOf(model, template)) {
            return known;
        }
        Form form = merge(model, template, type, restricted);
        forms.put(key, form);
        return form;
    }

    Wording wording(CallContext context) {
        return new Wording(context.locale(), entities.language(context));
    }

    private EntityModel model(CallContext context, String entityType, String entitySubtype) {
        try {
            return models.get(context, entityType, entitySubtype);
        } catch (ProblemException e) {
            if (e.code() == MetadataProblem.SCHEMA_UNKNOWN) {
                throw ProblemException.notFound("schema of this type and subtype");
            }
            throw e;
        }
    }

    private static Form merge(EntityModel model, FormTemplate template, FormType type, boolean restricted) {
        Violations violations = new Violations();
        FormMerge merge = new FormMerge(model, restricted, violations);
        Form form = template == null ? merge.generate(type) : merge.merge(template);
        if (form.compiled() == null) {
            violations.raise(MetadataProblem.FORM_OUTDATED, template == null ? "none" : template.id());
        }
        return form;
    }
}

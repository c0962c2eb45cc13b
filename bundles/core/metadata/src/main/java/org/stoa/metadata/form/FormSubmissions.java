package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.FormSubmitted;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.entity.Location;

/** Takes what people have filled in, checks it by the form and does what the form says. */
@Component(service = FormSubmissions.class)
public final class FormSubmissions {

    private static final String PROFILE = "profile";
    private static final String OWN = "user.profile.write";
    private static final ObjectMapper VALUES = new ObjectMapper();
    private static final String DATA = "/structuredData";
    private static final String CUSTOM = "/customFields";

    private final Forms forms;
    private final Entities entities;

    @Activate
    public FormSubmissions(@Reference Forms forms, @Reference Entities entities) {
        this.forms = forms;
        this.entities = entities;
    }

    /** Which form. */
    public record Target(FormType type, String entityType, String entitySubtype) {}

    /**
     * Checks one step of a form, and changes nothing.
     *
     * @throws ProblemException 400 {@code data-invalid} with every field of the step that is wrong
     */
    public Submission check(CallContext context, Target target, FormData given, String stepId) {
        Form form = forms.get(context, target.type(), target.entityType(), target.entitySubtype());
        FormStep step = form.steps().stream()
                .filter(each -> each.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("step", "must be one of " + ids(form)));
        EntityFields stored = null;
        if (given.entityId() != null) {
            context.require(permission(target.entityType()), null);
            stored = entities.whole(context, target.entityType(), given.entityId())
                    .fields();
            requireSubtype(form, stored);
        }
        Submitted submitted = submitted(context, form, stored);
        FormCheck check = check(context, form, submitted, given, status(form, stored));
        check.keepOnly(step);
        check.raise();
        return new Submission(Documents.write(submitted.values()), null, null, null);
    }

    /**
     * Submits a form.
     *
     * @param version of the entity that the caller last read, where one is to be changed
     * @throws ProblemException 400 {@code data-invalid} with every field that is wrong; 403; 409 {@code value-taken}; 412
     */
    public Submission submit(CallContext context, Target target, FormData given, Long version) {
        Form form = forms.get(context, target.type(), target.entityType(), target.entitySubtype());
        requireEntity(form.definition().formType(), given.entityId());
        if (target.type() == FormType.SEARCH) {
            Submitted submitted = submitted(context, form, null);
            check(context, form, submitted, given, "").raise();
            ObjectNode values = submitted.values();
            return new Submission(Documents.write(values), null, SearchAddress.of(form, values), null);
        }
        requireMay(context, form, target);
        Outcome outcome = target.type() == FormType.REGISTRATION
                ? create(context, form, given)
                : update(context, form, given, version);
        return new Submission(
                Documents.write(outcome.submitted().values()),
                outcome.entity(),
                null,
                Redirect.of(form.definition().redirectUrl(), outcome.entity()));
    }

    private record Outcome(Submitted submitted, Entity entity) {}

    private Outcome create(CallContext context, Form form, FormData given) {
        Submitted submitted = submitted(context, form, null);
        String status = status(form, null);
        check(context, form, submitted, given, status).raise();
        ObjectNode values = submitted.values();
        EntityFields fields = new EntityFields(
                form.definition().entitySubtype(),
                values.path(BuiltInFields.NAME).asText(),
                isAsked(form, BuiltInFields.SLUG)
                        ? values.path(BuiltInFields.SLUG).textValue()
                        : null,
                status,
                null,
                form.plan().ownedByCaller() ? context.caller().userId() : null,
                Documents.write(submitted.data()),
                Documents.write(submitted.custom()),
                isAsked(form, BuiltInFields.LOCATION) ? location(values) : null);
        return new Outcome(
                submitted,
                told(() -> entities.create(
                        context,
                        form.definition().entityType(),
                        fields,
                        (transaction, entity) -> publish(form, values, transaction, entity))));
    }

    private Outcome update(CallContext context, Form form, FormData given, long version) {
        Submitted[] last = new Submitted[1];
        Entity entity = told(() -> entities.updateSeen(
                context,
                form.definition().entityType(),
                given.entityId(),
                version,
                stored -> {
                    requireSubtype(form, stored);
                    last[0] = submitted(context, form, stored);
                    return changed(context, form, given, stored, last[0]);
                },
                (transaction, written) -> publish(form, last[0].values(), transaction, written)));
        if (last[0] == null) {
            // a repeated request: it was done before, and is answered again
            last[0] = submitted(context, form, entity.fields());
            check(context, form, last[0], given, entity.status());
        }
        return new Outcome(last[0], entity);
    }

    private EntityFields changed(
            CallContext context, Form form, FormData given, EntityFields stored, Submitted submitted) {
        String status = status(form, stored);
        check(context, form, submitted, given, status).raise();
        ObjectNode values = submitted.values();
        return new EntityFields(
                stored.subtype(),
                values.path(BuiltInFields.NAME).asText(stored.name()),
                isAsked(form, BuiltInFields.SLUG)
                        ? values.path(BuiltInFields.SLUG).asText(stored.slug())
                        : stored.slug(),
                status,
                stored.accountId(),
                stored.ownerId(),
                Documents.write(submitted.data()),
                Documents.write(submitted.custom()),
                isAsked(form, BuiltInFields.LOCATION) ? location(values) : stored.location());
    }

    private Submitted submitted(CallContext context, Form form, EntityFields stored) {
        List<String> kept = context.allows(Entities.RESTRICTED, null)
                ? List.of()
                : form.model().definition().restrictedFields();
        String status = status(form, stored);
        return new Submitted(form, stored, kept, status, entities.today(context));
    }

    private FormCheck check(CallContext context, Form form, Submitted submitted, FormData given, String status) {
        FormCheck check = new FormCheck(form, submitted, forms.wording(context));
        check.check(Documents.parse(given.data()), form.model().isDraft(status));
        return check;
    }

    /** The status that the entity has afterwards. */
    private static String status(Form form, EntityFields stored) {
        if (form.plan().status() != null) {
            return form.plan().status();
        }
        return stored == null ? form.model().definition().statuses().get(0) : stored.status();
    }

    /** Whoever may write their own profiles may apply where a form makes the profile theirs. */
    private static void requireMay(CallContext context, Form form, Target target) {
        boolean own = target.type() == FormType.REGISTRATION
                && target.entityType().equals(PROFILE)
                && form.plan().ownedByCaller();
        if (!own || !context.allows(OWN, null)) {
            context.require(permission(target.entityType()), null);
        }
    }

    private static String permission(String entityType) {
        return entityType.equals(PROFILE) ? "tenant.profile.write" : "tenant.entity.write";
    }

    private static boolean isAsked(Form form, String builtIn) {
        FormField field = form.fields().get(builtIn);
        return field != null && field.source() == FormField.Source.ENTITY;
    }

    private static Location location(JsonNode values) {
        JsonNode place = values.path(BuiltInFields.LOCATION);
        return place.has("latitude") && place.has("longitude")
                ? new Location(
                        place.path("latitude").asDouble(),
                        place.path("longitude").asDouble())
                : null;
    }

    private static void publish(Form form, ObjectNode values, Transaction transaction, Entity entity) {
        for (SubmitPlan.Emission emission : form.plan().emissions()) {
            Map<String, Object> sent = new LinkedHashMap<>();
            for (String field : emission.fields()) {
                if (values.has(field)) {
                    sent.put(field, VALUES.convertValue(values.get(field), Object.class));
                }
            }
            transaction.publish(new FormSubmitted(
                    emission.name(),
                    form.definition().formType().wireName(),
                    entity.entityType(),
                    entity.subtype(),
                    entity.id(),
                    sent));
        }
    }

    private interface Writing {
        Entity write();
    }

    /** What is said of the documents of an entity, said of the fields of the form. */
    private static Entity told(Writing writing) {
        try {
            return writing.write();
        } catch (ProblemException e) {
            if (e.code() != MetadataProblem.DATA_INVALID && e.code() != MetadataProblem.VALUE_TAKEN) {
                throw e;
            }
            ProblemException problem = ProblemException.of(e.code(), e.arguments());
            for (FieldError error : e.errors()) {
                problem.withField(pointer(error.field()), error.message());
            }
            throw problem;
        }
    }

    private static String pointer(String field) {
        if (field.startsWith(DATA)) {
            return field.substring(DATA.length());
        }
        return field.startsWith(CUSTOM) ? field.substring(CUSTOM.length()) : field;
    }

    private static void requireEntity(FormType type, UUID entityId) {
        if (type == FormType.PROFILE_EDIT && entityId == null) {
            throw ProblemException.invalid("entityId", "must be given: which entity is to be changed");
        }
        if (type != FormType.PROFILE_EDIT && entityId != null) {
            throw ProblemException.invalid("entityId", "belongs to a form of the type profile_edit");
        }
    }

    private static void requireSubtype(Form form, EntityFields stored) {
        String subtype = form.definition().entitySubtype();
        if (!stored.subtype().equals(subtype)) {
            throw ProblemException.invalid(
                    "entityId", "is a " + stored.subtype() + "; this is the form of a " + subtype);
        }
    }

    private static List<String> ids(Form form) {
        return form.steps().stream().map(FormStep::id).toList();
    }
}

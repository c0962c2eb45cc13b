package org.stoa.metadata.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where references lead: nowhere, in a circle, to too many schemas for one value, or to a schema. */
final class SchemaReferences {
    /** Schemas that apply one another to the same value, at most. */
    static final int MAXIMUM_CHAIN = 100;

    /** Schemas applied to one value, at most, each counted as often as it is reached. */
    static final int MAXIMUM_APPLIED = 10_000;

    /** Schemas that are compiled once more because a reference names them, at most. */
    static final int MAXIMUM_COPIES = 50_000;

    /** What comes of a schema for one value: the longest chain, and all that is applied. */
    private record Extent(int chain, int schemas) {
        static final Extent ONE = new Extent(1, 1);
    }

    private final SchemaDocuments documents;
    private final SchemaErrors errors;
    private final Map<Subschema, Extent> extents = new HashMap<>();
    private final Set<Subschema> open = new HashSet<>();

    private SchemaReferences(SchemaDocuments documents, SchemaErrors errors) {
        this.documents = documents;
        this.errors = errors;
    }

    static void check(SchemaDocuments documents, SchemaErrors errors) {
        SchemaReferences references = new SchemaReferences(documents, errors);
        references.resolve();
        List.copyOf(documents.schemas()).forEach(schema -> references.extent(schema, schema.place(), 0));
    }

    private void resolve() {
        List<SchemaDocuments.Reference> dynamic = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long copies = 0;
        SchemaDocuments.Reference reference;
        while ((reference = documents.references().poll()) != null) {
            String uri = uri(reference);
            if (uri == null || MetaSchema.isPart(uri)) {
                continue;
            }
            Subschema target = documents.find(uri);
            if (target == null) {
                errors.add(
                        reference.place(),
                        "'" + reference.text() + "' names no schema in this document, nor one that was given with it");
                continue;
            }
            copies += seen.add(uri) ? target.size() : 0;
            if (copies > MAXIMUM_COPIES) {
                throw SchemaErrors.of(reference.place(), "references name too many and too large schemas");
            }
            reference.from().applies(reference.place(), target);
            if (reference.keyword().equals("$dynamicRef")) {
                dynamic.add(reference);
            }
        }
        // Which one it is depends on the way there; each of them may be.
        dynamic.forEach(each -> documents
                .dynamicAnchors(each.text().substring(each.text().indexOf('#') + 1))
                .forEach(target -> each.from().applies(each.place(), target)));
    }

    private String uri(SchemaDocuments.Reference reference) {
        try {
            return SchemaDocuments.resolve(reference.from().base(), reference.text());
        } catch (IllegalArgumentException e) {
            errors.add(reference.place(), "must be a URI reference");
            return null;
        }
    }

    private Extent extent(Subschema schema, String through, int depth) {
        Extent known = extents.get(schema);
        if (known != null) {
            return known;
        }
        if (open.contains(schema)) {
            errors.add(through, "refers to itself without end");
            return Extent.ONE;
        }
        if (depth > MAXIMUM_CHAIN) {
            return Extent.ONE;
        }
        open.add(schema);
        int chain = 1;
        long schemas = 1;
        for (Subschema.Application application : schema.inPlace()) {
            Extent next = extent(application.schema(), application.place(), depth + 1);
            chain = Math.max(chain, next.chain() + 1);
            schemas += next.schemas();
        }
        if (chain > MAXIMUM_CHAIN) {
            errors.add(schema.place(), "applies a chain of more than " + MAXIMUM_CHAIN + " schemas to one value");
        }
        if (schemas > MAXIMUM_APPLIED) {
            errors.add(schema.place(), "applies more than " + MAXIMUM_APPLIED + " schemas to one value");
        }
        Extent extent = new Extent(chain, (int) Math.min(schemas, MAXIMUM_APPLIED + 1L));
        open.remove(schema);
        extents.put(schema, extent);
        return extent;
    }
}

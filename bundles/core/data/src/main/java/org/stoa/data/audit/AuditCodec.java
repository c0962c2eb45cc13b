package org.stoa.data.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.audit.Sensitive;
import org.stoa.data.json.StoredJson;

/**
 * Writes the values of a bundle's audit entries as JSON. What is marked {@link Sensitive} is left out, and so is, whoever
 * forgot the mark, every member whose name speaks of a password, secret, token or hash. To be forgotten with the bundle,
 * because it remembers the classes it has seen.
 */
public final class AuditCodec {

    private static final Pattern SECRET =
            Pattern.compile("password|passphrase|secret|token|hash", Pattern.CASE_INSENSITIVE);

    private final ObjectMapper mapper;

    /** @param bundle class loader of the bundle */
    public AuditCodec(ClassLoader bundle) {
        mapper = StoredJson.builder(bundle)
                .annotationIntrospector(new WithoutSensitive())
                .build();
    }

    /** The values of {@code entry}; of two records of one type, only the components that differ. */
    public AuditValues encode(AuditEntry entry) {
        ObjectNode before = members(entry.oldValues());
        ObjectNode after = members(entry.newValues());
        if (entry.oldValues() instanceof Record
                && entry.newValues() != null
                && entry.oldValues().getClass() == entry.newValues().getClass()) {
            dropEqual(before, after);
        }
        return new AuditValues(text(before), text(after));
    }

    private ObjectNode members(Object value) {
        if (value == null) {
            return null;
        }
        JsonNode tree = mapper.valueToTree(value);
        dropSecrets(tree);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        return JsonNodeFactory.instance.objectNode().set("value", tree);
    }

    private static void dropSecrets(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            List<String> secrets = new ArrayList<>();
            object.fieldNames().forEachRemaining(name -> {
                if (SECRET.matcher(name).find()) {
                    secrets.add(name);
                }
            });
            object.remove(secrets);
        }
        tree.forEach(AuditCodec::dropSecrets);
    }

    private static void dropEqual(ObjectNode before, ObjectNode after) {
        List<String> equal = new ArrayList<>();
        before.fieldNames().forEachRemaining(name -> {
            if (before.get(name).equals(after.get(name))) {
                equal.add(name);
            }
        });
        before.remove(equal);
        after.remove(equal);
    }

    private static String text(ObjectNode object) {
        return object == null ? null : object.toString();
    }

    private static final class WithoutSensitive extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return member.hasAnnotation(Sensitive.class) || super.hasIgnoreMarker(member);
        }
    }
}

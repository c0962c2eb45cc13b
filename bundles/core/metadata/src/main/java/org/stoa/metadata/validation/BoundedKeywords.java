package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import java.util.List;

/** Keywords whose work grows faster than the data, or whose errors say too little, in place of the library's own. */
final class BoundedKeywords {

    static final List<Keyword> ALL = List.of(
            keyword("pattern", PatternCheck::new),
            keyword("patternProperties", NamePatternsCheck::new),
            keyword("additionalProperties", OtherNamesCheck::new),
            keyword("propertyNames", NamesCheck::new),
            keyword("uniqueItems", UniqueItemsCheck::new),
            keyword("anyOf", AnyOfCheck::new),
            keyword("oneOf", OneOfCheck::new));

    private BoundedKeywords() {}

    private interface Factory {
        KeywordValidator create(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context);
    }

    private static Keyword keyword(String name, Factory factory) {
        return new Keyword() {
            @Override
            public String getValue() {
                return name;
            }

            @Override
            public KeywordValidator newValidator(
                    SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
                return factory.create(location, value, parent, context);
            }
        };
    }
}

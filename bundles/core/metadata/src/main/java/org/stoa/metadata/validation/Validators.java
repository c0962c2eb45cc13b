package org.stoa.metadata.validation;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.DefaultDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Draft202012;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import java.util.Map;
import java.util.Set;
import org.stoa.metadata.pattern.LinearPattern;

/** How the validator is set up: its documents, patterns, formats, and keywords that are bounded where its own are not. */
final class Validators {

    /** Of other drafts and drawers: not looked through before they are compiled. */
    private static final Set<String> UNCHECKED = Set.of("dependencies", "notAllowed", "id");

    private static final Dialect DIALECT = Dialect.builder(Draft202012.getInstance())
            .keywords(keywords -> keywords.keySet().removeAll(UNCHECKED))
            .keywords(BoundedKeywords.ALL)
            .formats(Map::clear)
            .formats(TextFormat.ALL)
            .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
            .build();

    private Validators() {}

    static SchemaRegistry registry(ValidationOptions options) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(options.formats() ? Boolean.TRUE : null)
                .regularExpressionFactory(Validators::regularExpression)
                .build();
        return SchemaRegistry.builder()
                .defaultDialectId(DIALECT.getId())
                .dialectRegistry(new DefaultDialectRegistry(DIALECT))
                .schemaLoader(new GivenDocuments(options.remotes()))
                .schemaRegistryConfig(config)
                .build();
    }

    private static RegularExpression regularExpression(String source) {
        return LinearPattern.compile(source)::find;
    }
}

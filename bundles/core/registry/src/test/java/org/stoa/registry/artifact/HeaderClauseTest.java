package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderClauseTest {

    @Test
    void clausesHaveNamesAttributesAndDirectives() {
        assertThat(HeaderClause.parse("a.b;a.c; version=\"[1,2)\" ;resolution:=optional , d"))
                .containsExactly(
                        new HeaderClause(
                                List.of("a.b", "a.c"), Map.of("version", "[1,2)"), Map.of("resolution", "optional")),
                        new HeaderClause(List.of("d"), Map.of(), Map.of()));
    }

    @Test
    void quotedValuesKeepSeparatorsAndTypedAttributesTheirNames() {
        assertThat(HeaderClause.parse("osgi.service;objectClass:List<String>=\"a,b\\\";c\";uses:=\"x\""))
                .containsExactly(new HeaderClause(
                        List.of("osgi.service"), Map.of("objectClass", "a,b\";c"), Map.of("uses", "x")));
    }

    @Test
    void missingHeaderHasNoClauses() {
        assertThat(HeaderClause.parse(null)).isEmpty();
        assertThat(HeaderClause.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",a", "a;;b", "a;version=\"1", "version=1", "a;x=1;x=2"})
    void whatIsNotWellFormedIsRefused(String header) {
        assertThatThrownBy(() -> HeaderClause.parse(header)).isInstanceOf(IllegalArgumentException.class);
    }
}

package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void membersOfVariablesAreFoundWhereverTheyStand() {
        assertThat(names("has(form.age) && form.guardian.consent || data['height'] > 1.0"))
                .containsExactly("form.age", "form.guardian", "data.height");
        assertThat(names("form.sports.exists(s, s == custom.favourite)")).contains("form.sports", "custom.favourite");
        assertThat(names("[form.a, {'x': form.b}['x'], size(form.c)][0] == -form.d"))
                .containsExactly("form.a", "form.b", "form.c", "form.d");
        assertThat(names("dyn(form)['a'] == form.`b-c`")).containsExactly("form.a", "form.b-c");
    }

    @Test
    void textsAndWholeVariablesNameNoMember() {
        assertThat(names("'form.age' == today && size(form) > 1")).isEmpty();
    }

    private static List<String> names(String source) {
        return References.of(source).stream()
                .map(each -> each.variable() + "." + each.member())
                .toList();
    }
}

package org.stoa.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;

class IdentifiersTest {

    @Test
    void pathServesTheOperationsBelowIt() {
        Identifiers identifiers = new Identifiers().put("/invoices/{id}", "1").put("{id}", "2");

        assertThat(identifiers.ofPath("/invoices/{id}")).contains("1");
        assertThat(identifiers.ofPath("/customers/{id}")).contains("2");
    }

    @Test
    void nonexistentHasTheFormOfWhatExists() {
        Identifiers mine =
                new Identifiers().put("id", Ids.next()).put("name", "agency-1").put("module", "hello");
        Identifiers theirs =
                new Identifiers().put("id", Ids.next()).put("name", "Agency-22").put("module", "hello");

        Identifiers none = theirs.nonexistent(mine);

        assertThat(UUID.fromString(none.get("id")).version()).isEqualTo(7);
        assertThat(none.get("id")).isNotEqualTo(theirs.get("id"));
        assertThat(none.get("name")).matches("[A-Z][a-z]{5}-[0-9]{2}").isNotEqualTo("Agency-22");
        assertThat(none.get("module")).isEqualTo("hello");
    }

    @Test
    void oneThingUnderTwoKeysStaysOneThing() {
        UUID user = Ids.next();
        Identifiers theirs = new Identifiers().put("{user}", user).put("userId", user);

        Identifiers none = theirs.nonexistent(new Identifiers());

        assertThat(none.get("{user}")).isEqualTo(none.get("userId")).isNotEqualTo(user.toString());
    }

    @Test
    void answersAboutTwoThingsCanBeCompared() {
        Identifiers one = new Identifiers().put("id", "11");
        Identifiers other = new Identifiers().put("id", "22");

        assertThat(one.anonymize("no 11 here")).isEqualTo(other.anonymize("no 22 here"));
    }
}

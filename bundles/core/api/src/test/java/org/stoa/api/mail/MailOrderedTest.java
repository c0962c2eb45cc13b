package org.stoa.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailOrderedTest {

    private static final MailOrdered.Attachment FILE =
            new MailOrdered.Attachment("Rechnung Müller.pdf", "application/pdf", new byte[] {1, 2});

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a", "a@", "@b", "a@b@c", "a@b\r\nBcc: c@d", "a b@c", "a@b,c@d", "<a@b>", "\"a\"@b"})
    void oneAddressAndNothingElse(String to) {
        assertThatIllegalArgumentException().isThrownBy(() -> MailOrdered.to(to, "s", "t"));
        assertThat(MailOrdered.isAddress(to)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a@b.example",
                "a.@b.example",
                "a..b@c.example",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@-b.c",
                "a@b-.c",
                "a@b_c.example",
                "a@[127.0.0.1]",
                "a@b!c",
                "a@b\u00b2.c"
            })
    void addressThatNoServerTakesIsNone(String to) {
        assertThat(MailOrdered.isAddress(to)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a.b+c@mail.b-c.example", "o'neil@b.example", "größe@müller.example", "a@1.example"})
    void addressIsOne(String to) {
        assertThat(MailOrdered.isAddress(to)).isTrue();
    }

    @Test
    void eitherUserOrAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailOrdered(UUID.randomUUID(), "a@b.example", "s", "t", null))
                .withMessageContaining("userId");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb", "a\rBcc: x@y", "a\u2028b", "a\u202Eb"})
    void subjectIsOneLine(String subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailOrdered.to("a@b.example", subject, "t"))
                .withMessageContaining("subject");
    }

    @Test
    void whatPeopleWroteBecomesALine() {
        assertThat(MailOrdered.line("  a\r\n\tb\u202Ec ")).isEqualTo("a b c");
        assertThat(MailOrdered.line("x".repeat(300))).hasSize(200).endsWith("x…");
        String smiles = MailOrdered.line("x" + "🙂".repeat(200));
        assertThat(smiles).hasSizeLessThanOrEqualTo(200).endsWith("🙂…");
        assertThat(MailOrdered.to("a@b.example", smiles, "t").subject()).isEqualTo(smiles);
    }

    @Test
    void boundsHoldWhereItIsPublished() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailOrdered.to("a@b.example", "s".repeat(201), "t"))
                .withMessageContaining("200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailOrdered.to("a@b.example", "s", "t".repeat(20_001)))
                .withMessageContaining("20000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailOrdered(null, "a@b.example", "s", "t", Collections.nCopies(11, FILE)))
                .withMessageContaining("10");
        MailOrdered.Attachment large =
                new MailOrdered.Attachment("a", "application/pdf", new byte[MailOrdered.MAX_ATTACHED_BYTES]);
        assertThat(new MailOrdered(null, "a@b.example", "s", "t", List.of(large)).attachments())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailOrdered(null, "a@b.example", "s", "t", List.of(large, FILE)))
                .withMessageContaining("5242880");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nX: y", "../a", "a\\b"})
    void nameOfAFileIsOneLineWithoutFolders(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailOrdered.Attachment(name, "application/pdf", new byte[0]))
                .withMessageContaining("name");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "pdf", "a/b\r\nX: y", "a/b; c=d"})
    void mediaTypeIsOne(String mediaType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailOrdered.Attachment("a", mediaType, new byte[0]))
                .withMessageContaining("mediaType");
    }

    @Test
    void contentIsNotPrinted() {
        assertThat(MailOrdered.to("a@b.example", "secret", "secret").toString()).doesNotContain("secret");
    }
}

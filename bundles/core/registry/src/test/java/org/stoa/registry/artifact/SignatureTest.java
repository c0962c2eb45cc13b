package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.platform.RuleViolation;

/** Who may vouch for a module, and what of it must be vouched for. */
class SignatureTest extends InspectorFixture {

    private static final String BUNDLE = "repository/com/example/crm/1.2.0/crm-1.2.0.jar";

    private Map<String, byte[]> signed;

    @BeforeAll
    void sign() throws IOException {
        signed = entries(signer.sign(SIGNER, ModuleFile.good().kar()));
    }

    private void refused(byte[] content, String rule, String subject) {
        for (boolean development : new boolean[] {false, true}) {
            InspectedModule inspected = inspect(inspector(development), content);
            assertThat(inspected.violations())
                    .extracting(RuleViolation::rule, RuleViolation::subject)
                    .containsExactly(Tuple.tuple(rule, subject));
            assertThat(inspected.signer()).isNull();
            assertThat(inspected.description()).isNull();
        }
    }

    @Test
    void unsignedModuleIsRefused() {
        InspectedModule inspected = inspect(inspector(false), ModuleFile.good().kar());
        assertThat(inspected.violations())
                .extracting(RuleViolation::rule, RuleViolation::subject)
                .containsExactly(Tuple.tuple("signature-missing", "crm.kar"));
    }

    @Test
    void moduleOfThePlatformNeedsNoSignatureButMustBeTheSame() throws IOException {
        Path shipped = Files.createDirectories(directory.resolve("shipped"));
        Path file = Files.write(shipped.resolve("crm.kar"), ModuleFile.good().kar());
        InspectedModule same = inspect(inspector(false), ModuleFile.good().kar());
        assertThat(same.violations()).isEmpty();
        assertThat(same.signer()).isEqualTo("the platform's own distribution");
        InspectedModule other =
                inspect(inspector(false), ModuleFile.good().entry("x", "y").kar());
        assertThat(rules(other)).containsExactly("signature-missing");
        Files.delete(file);
    }

    @Test
    void strangerIsNotTrusted() {
        signer.selfSigned("stranger");
        refused(signer.sign("stranger", ModuleFile.good().kar()), "signature-untrusted", "CN=stranger");
    }

    @Test
    void strangerOfTheSameNameIsNotTrusted() {
        signer.selfSigned("namesake", "-dname", "CN=acme");
        refused(signer.sign("namesake", ModuleFile.good().kar()), "signature-untrusted", "CN=acme");
    }

    @Test
    void expiredCertificateIsRefused() {
        signer.selfSigned("late", "-startdate", "-20d", "-validity", "10");
        signer.trust("late", trusted());
        refused(signer.sign("late", ModuleFile.good().kar()), "signature-expired", "CN=late");
    }

    @Test
    void certificateThatIsNotForCodeIsNotTrusted() throws IOException {
        signer.selfSigned("web-authority", "-ext", "bc:c")
                .certifiedBy("web-authority", "web", "-ext", "EKU=serverAuth");
        signer.trust("web-authority", trusted());
        refused(signer.sign("web", ModuleFile.good().kar()), "signature-untrusted", "CN=web");
        Files.delete(trusted().resolve("web-authority.pem"));
    }

    @Test
    void trustedSignerIsNoAuthority() {
        signer.certifiedBy(SIGNER, "friend");
        refused(signer.sign("friend", ModuleFile.good().kar()), "signature-untrusted", "CN=friend");
    }

    @Test
    void expiredAuthorityVouchesForNobody() throws IOException {
        signer.selfSigned("old-authority", "-ext", "bc:c", "-startdate", "-20d", "-validity", "10")
                .certifiedBy("old-authority", "heir", "-ext", "EKU=codeSigning");
        signer.trust("old-authority", trusted());
        refused(signer.sign("heir", ModuleFile.good().kar()), "signature-expired", "CN=heir");
        Files.delete(trusted().resolve("old-authority.pem"));
    }

    @Test
    void changedContentIsRefused() {
        refused(
                with(BUNDLE, ModuleFile.good().header("Bundle-Version", "1.2.1").bundle()),
                "signature-broken",
                "crm.kar");
    }

    @Test
    void changedManifestIsRefused() {
        String manifest = new String(signed.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8);
        byte[] changed =
                manifest.replace("Created-By: a test", "Created-By: a liar").getBytes(StandardCharsets.UTF_8);
        refused(with("META-INF/MANIFEST.MF", changed), "signature-broken", "crm.kar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"added.txt", "META-INF/added.txt", "META-INF/sub/X.SF", "META-INF/versions/9/x.SF"})
    void addedContentIsRefused(String name) {
        refused(with(name, new byte[] {1}), "signature-broken", name);
    }

    @Test
    void removedContentIsRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>(signed);
        String pom = BUNDLE.replace(".jar", ".pom");
        assertThat(entries.remove(pom)).isNotNull();
        refused(ModuleFile.zip(entries), "signature-broken", pom);
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/ACME.SF", "META-INF/ACME.EC"})
    void signatureWithoutItsOtherHalfIsRefused(String name) {
        Map<String, byte[]> entries = new LinkedHashMap<>(signed);
        assertThat(entries.remove(name)).isNotNull();
        refused(ModuleFile.zip(entries), "signature-broken", "crm.kar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/ACME.SF", "META-INF/ACME.EC"})
    void damagedSignatureIsRefused(String name) {
        byte[] damaged = signed.get(name).clone();
        damaged[damaged.length - 5] ^= 1;
        refused(with(name, damaged), "signature-broken", "crm.kar");
    }

    @Test
    void secondSignerWhoIsAStrangerDoesNotHurt() {
        signer.selfSigned("second");
        byte[] twice =
                signer.sign("second", signer.sign(SIGNER, ModuleFile.good().kar()));
        InspectedModule inspected = inspect(inspector(false), twice);
        assertThat(inspected.violations()).isEmpty();
        assertThat(inspected.signer()).isEqualTo("CN=acme");
    }

    @Test
    void twoHalvesSignedByTwoAreNotOneSignature() throws IOException {
        signer.selfSigned("half");
        signer.trust("half", trusted());
        Map<String, byte[]> part = new LinkedHashMap<>(signed);
        part.put("more.txt", new byte[] {1});
        byte[] both = signer.sign("half", ModuleFile.zip(part));
        InspectedModule whole = inspect(inspector(false), both);
        assertThat(whole.signer()).isEqualTo("CN=half");
        Files.delete(trusted().resolve("half.pem"));
        refused(both, "signature-untrusted", "CN=half");
    }

    @Test
    void fileThatIsNoCertificateIsPassedOver() throws IOException {
        Files.writeString(trusted().resolve("broken.pem"), "nothing");
        assertThat(inspect(inspector(false), ModuleFile.zip(signed)).violations())
                .isEmpty();
        Files.delete(trusted().resolve("broken.pem"));
    }

    private byte[] with(String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>(signed);
        entries.put(name, content);
        return ModuleFile.zip(entries);
    }

    private static Map<String, byte[]> entries(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}

package org.stoa.access.administrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stoa.access.Refusals.refusedAtOnce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.session.SignInFixture;
import org.stoa.api.security.CallContext;

class FirstSuperAdminTest {

    private final SignInFixture signIn = new SignInFixture();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        signIn.close();
    }

    private FirstSuperAdmin administrator(Path directory, String email, String password) {
        return new FirstSuperAdmin(signIn.platform, signIn.access.identities, directory, email, password, signIn.clock);
    }

    private boolean exists() {
        return signIn.platform.read(
                CallContext.system(null, "test"), IdentityMapper.class, IdentityMapper::existsSuperAdmin);
    }

    @Test
    void configuredAdministratorSignsIn() {
        assertThat(administrator(folder, "Boss@Example.org", "configured horse").ensure())
                .isTrue();

        CallContext call = signIn.call(signIn.login("boss@example.org", "configured horse"));
        assertThat(call.permissions().isSuperAdmin()).isTrue();
        assertThat(folder).isEmptyDirectory();
        assertThat(signIn.access.audited(null)).containsExactly("administrator.create", "login");
    }

    @Test
    void generatedPasswordIsInAFileThatOnlyItsOwnerReads() throws IOException {
        Path nested = folder.resolve("var");

        assertThat(administrator(nested, "", "").ensure()).isTrue();

        Path file = nested.resolve("first-administrator");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("admin@stoa.local");
        assertThat(lines.get(1)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(nested).isDirectoryNotContaining(path -> !path.equals(file));
        assertThat(signIn.call(signIn.login(lines.get(0), lines.get(1)))
                        .permissions()
                        .isSuperAdmin())
                .isTrue();
    }

    @Test
    void administratorIsMadeOnce() throws IOException {
        administrator(folder, "", "").ensure();
        List<String> lines = Files.readAllLines(folder.resolve("first-administrator"));

        assertThat(administrator(folder, "other@example.org", "configured horse")
                        .ensure())
                .isTrue();
        assertThat(administrator(folder, "", "").ensure()).isTrue();

        assertThat(Files.readAllLines(folder.resolve("first-administrator"))).isEqualTo(lines);
        assertThat(signIn.access.identity("other@example.org")).isEmpty();
    }

    @Test
    void nodesThatStartAtTheSameTimeMakeOne() throws Exception {
        assertThat(refusedAtOnce(
                        () -> administrator(folder.resolve("1"), "one@example.org", "configured horse")
                                .ensure(),
                        () -> administrator(folder.resolve("2"), "two@example.org", "configured horse")
                                .ensure(),
                        () -> administrator(folder.resolve("3"), "three@example.org", "configured horse")
                                .ensure()))
                .isEmpty();

        assertThat(signIn.access.audited(null)).containsExactly("administrator.create");
    }

    @ParameterizedTest
    @CsvSource({"not an address, configured horse", "boss@example.org, short", "boss@example.org, password1234"})
    void settingsThatCannotBeUsedMakeNobody(String email, String password) {
        assertThat(administrator(folder, email, password).ensure()).isFalse();

        assertThat(exists()).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nobodyIsMadeWhosePasswordCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> administrator(file, "", "").ensure())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("first-administrator");

        assertThat(exists()).isFalse();
    }

    @Test
    void knownIdentityBecomesTheAdministrator() {
        Identity known = signIn.platform.write(
                CallContext.system(null, "test"),
                IdentityMapper.class,
                (mapper, transaction) -> signIn.access.identities.create(
                        transaction,
                        mapper,
                        org.stoa.access.identity.Realms.PLATFORM,
                        "boss@example.org",
                        "earlier horse battery"));

        assertThat(administrator(folder, "boss@example.org", "configured horse").ensure())
                .isTrue();

        CallContext call = signIn.call(signIn.login("boss@example.org", "configured horse"));
        assertThat(call.caller().identityId()).isEqualTo(known.id());
        assertThat(call.permissions().isSuperAdmin()).isTrue();
    }
}

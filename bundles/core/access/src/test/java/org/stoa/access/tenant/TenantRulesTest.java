package org.stoa.access.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.access.Refusals.assertRefused;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.access.Violations;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.TenantStatus;

class TenantRulesTest {

    private static final TenantDetails GOOD =
            new TenantDetails("Go Models", null, null, null, "en", null, "Europe/Berlin", "EUR", "modeling");

    @ParameterizedTest
    @ValueSource(strings = {"go-models", "a1", "42", "x--y"})
    void identifierOfLettersDigitsAndInnerHyphensIsAccepted(String identifier) {
        Violations violations = new Violations();

        TenantRules.checkIdentifier(identifier, violations);

        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "a",
                "-ab",
                "ab-",
                "Ab",
                "a_b",
                "ä-b",
                "a b",
                "platform",
                "me",
                "api-keys",
                "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000"
            })
    void identifierThatIsMalformedReservedOrLikeAnIdIsRefused(String identifier) {
        Violations violations = new Violations();

        TenantRules.checkIdentifier(identifier, violations);

        assertRefused(400, "invalid-request", "identifier", violations::raise);
    }

    @ParameterizedTest
    @CsvSource({
        "Models.Example.COM, models.example.com",
        "bücher.example, xn--bcher-kva.example",
        "a.b.c.example.org, a.b.c.example.org"
    })
    void domainIsBroughtToLowerCaseAscii(String domain, String stored) {
        assertThat(TenantRules.asciiDomain(domain)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "a..b",
                ".example.com",
                "example.com.",
                "-a.example.com",
                "a_b.example.com",
                "http://example.com",
                "example.com:8080",
                "x y.example.com"
            })
    void whatIsNoDomainNameIsRefused(String domain) {
        assertThat(TenantRules.asciiDomain(domain)).isNull();
    }

    @Test
    void everyWrongDetailIsNamedAtOnce() {
        TenantDetails wrong = new TenantDetails(
                " ",
                "nonsense",
                new Company(null, null, null, null, null, null, null, "XX"),
                "javascript:alert(1)",
                "not_a_language",
                "x".repeat(101),
                "Mars/Olympus",
                "XXX",
                "Not A Word");
        Violations violations = new Violations();

        TenantRules.normalized(wrong, violations);

        ProblemException problem = assertRefused(400, "invalid-request", "name", violations::raise);
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "name",
                        "theme",
                        "industry",
                        "logoUrl",
                        "timezone",
                        "currency",
                        "company.country",
                        "domain",
                        "language");
    }

    @ParameterizedTest
    @CsvSource({"en, en", "DE-at, de-AT", "zh-hant-tw, zh-Hant-TW", "es-419, es-419", "FIL, fil"})
    void languageIsStoredInItsCanonicalForm(String language, String stored) {
        Violations violations = new Violations();
        TenantDetails details = new TenantDetails(
                GOOD.name(), null, null, null, language, null, GOOD.timezone(), GOOD.currency(), null);

        assertThat(TenantRules.normalized(details, violations).language()).isEqualTo(stored);
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "und", "zz", "abcdefgh", "en-ZZ", "x-klingon", "en_US", "e", "de-DE-"})
    void languageOrRegionThatNobodyKnowsIsRefused(String language) {
        Violations violations = new Violations();
        TenantDetails details = new TenantDetails(
                GOOD.name(), null, null, null, language, null, GOOD.timezone(), GOOD.currency(), null);

        TenantRules.normalized(details, violations);

        assertRefused(400, "invalid-request", "language", violations::raise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dark", "dark mode", "../x", "<b>", "dark\n"})
    void themeIsAWord(String theme) {
        Violations violations = new Violations();
        TenantDetails details =
                new TenantDetails(GOOD.name(), null, null, null, "en", theme, GOOD.timezone(), GOOD.currency(), null);

        TenantRules.normalized(details, violations);

        assertRefused(400, "invalid-request", "theme", violations::raise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", "\u202egnp"})
    void nameIsOneLineWhoeverSetsIt(String name) {
        Violations violations = new Violations();
        TenantDetails details =
                new TenantDetails(name, null, null, null, "en", null, GOOD.timezone(), GOOD.currency(), null);

        TenantRules.normalized(details, violations);

        assertRefused(400, "invalid-request", "name", violations::raise);
    }

    @Test
    void blankDomainIsNone() {
        TenantDetails blank =
                new TenantDetails(GOOD.name(), " ", null, null, "en", null, GOOD.timezone(), GOOD.currency(), null);

        assertThat(TenantRules.normalized(blank, new Violations()).domain()).isNull();
    }

    @Test
    void termsNeedStatusTierAndNamesOfFeatures() {
        Violations violations = new Violations();

        TenantRules.checkTerms(
                new TenantTerms(null, "Gold Tier", Arrays.asList("ok", null, "9bad", "a b"), null, null), violations);

        ProblemException problem = assertRefused(400, "invalid-request", "status", violations::raise);
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactly("status", "tier", "features[1]", "features[2]", "features[3]");
    }

    @Test
    void ordinaryTermsPass() {
        Violations violations = new Violations();

        TenantRules.checkTerms(
                new TenantTerms(TenantStatus.TRIAL, "starter", List.of("chat", "billing.v2"), null, null), violations);

        assertThat(violations.isEmpty()).isTrue();
    }
}

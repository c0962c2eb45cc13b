package org.stoa.access.tenant;

import java.net.IDN;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.access.Violations;
import org.stoa.access.WebAddress;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.value.Money;

/** What the fields of a tenant must look like; also brings language and domain into the form they are compared in. */
final class TenantRules {

    private static final Pattern IDENTIFIER = Pattern.compile(NewTenant.IDENTIFIER);
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final Pattern FEATURE = Pattern.compile("[a-z][a-zA-Z0-9.-]{0,99}");
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Words of the API's own paths and names that people would take for the platform's. */
    private static final Set<String> RESERVED = Set.of(
            "accounts",
            "admin",
            "administrator",
            "api",
            "api-keys",
            "audit",
            "auth",
            "health",
            "invitations",
            "login",
            "logout",
            "me",
            "metrics",
            "modules",
            "openapi",
            "permissions",
            "platform",
            "public",
            "register",
            "roles",
            "root",
            "settings",
            "stoa",
            "support",
            "system",
            "tenant",
            "tenants",
            "users",
            "www");

    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    /** Those of two letters, and those of three that Java knows how to write for. */
    private static final Set<String> LANGUAGES = Stream.concat(
                    Arrays.stream(Locale.getISOLanguages()),
                    Arrays.stream(Locale.getAvailableLocales()).map(Locale::getLanguage))
            .filter(language -> !language.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    /** UN M.49, such as 419 for Latin America. */
    private static final Pattern AREA = Pattern.compile("[0-9]{3}");

    private TenantRules() {}

    /** Checks an identifier: its form, and that it cannot be taken for an id or a word of the API. */
    static void checkIdentifier(String identifier, Violations violations) {
        boolean formed = identifier != null && IDENTIFIER.matcher(identifier).matches();
        violations.check(formed, "identifier", "must be 2 to 63 lower-case letters, digits and inner hyphens");
        if (formed) {
            violations.check(!RESERVED.contains(identifier), "identifier", "is a reserved word");
            violations.check(!isId(identifier), "identifier", "must not look like an id");
        }
    }

    /** The details with language and domain normalized; what is wrong goes to {@code violations}. */
    static TenantDetails normalized(TenantDetails details, Violations violations) {
        checkText(details.name(), 200, true, "name", violations);
        violations.checkSingleLine(details.name(), "name");
        checkWord(details.theme(), "theme", violations);
        checkWord(details.industry(), "industry", violations);
        violations.check(WebAddress.isValid(details.logoUrl()), "logoUrl", WebAddress.RULE);
        violations.check(
                details.timezone() != null && ZoneId.getAvailableZoneIds().contains(details.timezone()),
                "timezone",
                "must be an IANA time zone such as Europe/Berlin");
        checkCurrency(details.currency(), violations);
        Company company = details.company() == null ? Company.empty() : details.company();
        violations.check(
                company.country() == null || COUNTRIES.contains(company.country()),
                "company.country",
                "must be an ISO 3166-1 code of two letters, such as DE");
        return new TenantDetails(
                details.name() == null ? null : details.name().strip(),
                domain(details.domain(), violations),
                company,
                details.logoUrl(),
                language(details.language(), violations),
                details.theme(),
                details.timezone(),
                details.currency(),
                details.industry());
    }

    static void checkTerms(TenantTerms terms, Violations violations) {
        violations.check(terms.status() != null, "status", "must be given");
        violations.check(terms.tier() != null, "tier", "must be given");
        checkWord(terms.tier(), "tier", violations);
        List<String> features = terms.features() == null ? List.of() : terms.features();
        violations.check(features.size() <= 100, "features", "may have at most 100 names");
        for (int i = 0; i < features.size(); i++) {
            violations.check(
                    features.get(i) != null && FEATURE.matcher(features.get(i)).matches(),
                    "features[" + i + "]",
                    "must be a name of letters, digits, dots and hyphens that begins with a lower-case letter");
        }
    }

    /** Whether {@code text} is a UUID in the form that ids have. */
    static boolean isId(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether {@code text} could be an identifier at all. */
    static boolean isIdentifier(String text) {
        return text.length() <= 63 && IDENTIFIER.matcher(text).matches();
    }

    /** The domain in lower case and ASCII, as it is stored and compared; null for what is no domain name. */
    static String asciiDomain(String domain) {
        try {
            String ascii = IDN.toASCII(domain.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            String[] labels = ascii.split("\\.", -1);
            boolean formed = ascii.length() <= 253
                    && labels.length >= 2
                    && Arrays.stream(labels)
                            .allMatch(label -> DNS_LABEL.matcher(label).matches())
                    && !labels[labels.length - 1].matches("[0-9]+");
            return formed ? ascii : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String domain(String domain, Violations violations) {
        if (domain == null || domain.isBlank()) {
            return null;
        }
        String ascii = asciiDomain(domain);
        violations.check(ascii != null, "domain", "must be a domain name such as models.example.com");
        return ascii;
    }

    private static String language(String language, Violations violations) {
        try {
            Locale locale = new Locale.Builder()
                    .setLanguageTag(language == null ? "" : language)
                    .build();
            boolean regionKnown = locale.getCountry().isEmpty()
                    || AREA.matcher(locale.getCountry()).matches()
                    || COUNTRIES.contains(locale.getCountry());
            if (LANGUAGES.contains(locale.getLanguage()) && regionKnown) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // answered below, together with languages and regions that nobody knows
        }
        violations.check(false, "language", "must be a BCP 47 tag such as en or de-AT");
        return null;
    }

    private static void checkCurrency(String currency, Violations violations) {
        try {
            Money.currencyOf(currency);
        } catch (IllegalArgumentException e) {
            violations.check(false, "currency", "must be an ISO 4217 code such as EUR");
        }
    }

    private static void checkWord(String word, String field, Violations violations) {
        violations.check(
                word == null || WORD.matcher(word).matches(),
                field,
                "must be lower-case letters, digits and hyphens that begin with a letter, at most 50");
    }

    private static void checkText(String text, int limit, boolean required, String field, Violations violations) {
        violations.check(!required || (text != null && !text.isBlank()), field, "must not be blank");
        violations.check(text == null || text.length() <= limit, field, "may have at most " + limit + " characters");
    }
}

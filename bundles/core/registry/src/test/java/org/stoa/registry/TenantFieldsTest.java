package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;

class TenantFieldsTest {

    private final FakeTenants tenants = new FakeTenants();
    private final TenantFields fields = new TenantFields(tenants);
    private final UUID tenant = tenants.add("go-models");
    private final CallContext context = CallContext.system(tenant, "test");

    @Test
    void emptyAndBlankDetailsAreMissingInAlphabeticalOrder() {
        tenants.fillIn(tenant, new Company("Go Models Agency", " ", null, null, null, null, null, null));

        assertThat(fields.missing(
                        context,
                        tenant,
                        List.of("currency", "features", "company.taxId", "company.legalName", "company.country")))
                .containsExactly("company.country", "company.taxId", "features");
    }

    @Test
    void settingsCountWhenTheyHaveAValue() {
        tenants.set(tenant, "billing.iban", "DE02120300000000202051");
        tenants.set(tenant, "billing.note", "");
        tenants.set(tenant, "billing.days", 0);

        assertThat(fields.missing(
                        context,
                        tenant,
                        List.of(
                                "settings.billing.iban",
                                "settings.billing.note",
                                "settings.billing.days",
                                "settings.billing")))
                .containsExactly("settings.billing", "settings.billing.note");
    }

    @Test
    void unknownTenantIsNotFound() {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> fields.missing(context, Ids.next(), List.of()));
        assertThat(problem.code()).isEqualTo(CommonProblem.NOT_FOUND);
    }

    @Test
    void onlyPathsIntoTheTenantCanBeAskedFor() {
        assertThat(List.of("company", "company.legalName", "domain", "settings.x", "settings.a.b"))
                .allMatch(TenantFields::isKnown);
        assertThat(List.of(
                        "",
                        ".",
                        "company.",
                        ".company",
                        "company.x",
                        "Company.legalName",
                        "id.x",
                        "settings",
                        "settings."))
                .noneMatch(TenantFields::isKnown);
    }
}

package org.stoa.billing.invoice;

import java.util.ArrayList;
import java.util.List;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.Tenant;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.customer.Address;
import org.stoa.billing.customer.Party;

/** The tenant in its role as the seller of an invoice. */
public record Seller(Party party) {
    public static final List<String> REQUIRED_FIELDS = List.of(
            "company.legalName",
            "company.taxId",
            "company.email",
            "company.street",
            "company.postalCode",
            "company.city",
            "company.country");

    /**
     * The seller that a tenant is.
     *
     * @throws ProblemException 409 {@code seller-details-incomplete} with {@code missingFields}
     */
    public static Seller of(Tenant tenant) {
        Company company = tenant.company() == null ? Company.empty() : tenant.company();
        List<String> missing = missingFields(company);
        if (!missing.isEmpty()) {
            throw ProblemException.of(BillingProblem.SELLER_DETAILS_INCOMPLETE, String.join(", ", missing))
                    .with("missingFields", missing);
        }
        Address address = new Address(company.street(), company.postalCode(), company.city(), company.country());
        return new Seller(new Party(company.legalName(), company.taxId(), company.email(), address));
    }

    private static List<String> missingFields(Company company) {
        String[] values = {
            company.legalName(),
            company.taxId(),
            company.email(),
            company.street(),
            company.postalCode(),
            company.city(),
            company.country()
        };
        List<String> missing = new ArrayList<>();
        for (int index = 0; index < values.length; index++) {
            if (values[index] == null || values[index].isBlank()) {
                missing.add(REQUIRED_FIELDS.get(index));
            }
        }
        return missing;
    }
}

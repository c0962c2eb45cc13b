package org.stoa.api.charge;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.tenant.Company;
import org.stoa.api.value.Money;

/**
 * A tenant owes the platform something: an event of the tenant that bills the others, of type
 * {@code charge.ChargeDue}. Whoever invoices it does so once for each {@code chargeId}.
 *
 * @param chargeId the same at every delivery
 * @param customerTenantId who owes
 * @param customerName its name
 * @param company who it is by law, for the invoice
 * @param dueOn the day it fell due, where the customer is
 * @param total sum of the lines, without tax; zero or less when credits weigh as much
 * @param test whether it fell due by a test clock: such an invoice is marked as a test
 */
public record ChargeDue(
        UUID chargeId,
        UUID customerTenantId,
        String customerName,
        Company company,
        LocalDate dueOn,
        List<ChargeLine> lines,
        Money total,
        boolean test) {}

package org.stoa.billing;

import java.util.UUID;

/**
 * Domain event {@code billing.AccountReleased}: nothing of this customer is doubtful any more; what rested goes on.
 *
 * @param customerId whose account it is
 */
public record AccountReleased(UUID customerId) {}

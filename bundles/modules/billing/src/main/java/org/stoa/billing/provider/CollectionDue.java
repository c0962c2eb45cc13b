package org.stoa.billing.provider;

import java.util.UUID;

/**
 * Event {@code billing.CollectionDue}: an invoice is to be charged to what its customer has left.
 *
 * @param round from 1
 */
public record CollectionDue(UUID invoiceId, int round) {}

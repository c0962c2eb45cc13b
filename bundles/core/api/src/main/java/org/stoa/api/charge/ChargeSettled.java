package org.stoa.api.charge;

import java.util.UUID;

/**
 * What a tenant owed was paid, or needs no payment: published by the module that invoices, as {@code billing.ChargeSettled}.
 *
 * @param chargeId that of {@link ChargeDue}
 */
public record ChargeSettled(UUID chargeId, UUID customerTenantId) {}

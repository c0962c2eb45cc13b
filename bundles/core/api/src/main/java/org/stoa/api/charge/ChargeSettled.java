package org.stoa.api.charge;

import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * What a tenant owed was paid, or needs no payment: published by the module that invoices, as {@code charge.ChargeSettled}.
 *
 * @param chargeId that of {@link ChargeDue}
 * @param amount how much of the charge was settled, without tax; null for its total. Another sum than the total, or than
 *     that of another delivery, is a doubt that an operator has to look at
 */
public record ChargeSettled(UUID chargeId, UUID customerTenantId, Money amount) {

    /** The whole charge. */
    public ChargeSettled(UUID chargeId, UUID customerTenantId) {
        this(chargeId, customerTenantId, null);
    }
}

package org.stoa.subscription.subscription;

import java.util.UUID;

/** A charge was stored that the tenant who bills is to be told of. */
record ChargeRecorded(UUID chargeId) {

    static final String TYPE = "subscription.ChargeRecorded";
}

/** Payments through Stripe, by its own library. */
package org.stoa.billing.provider.stripe;

/** The catalogue of plans: what tenants can subscribe to, and at which price. */
package org.stoa.subscription.plan;

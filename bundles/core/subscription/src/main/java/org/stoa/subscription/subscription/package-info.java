/** Subscriptions of tenants: kept, charged, and followed by modules and limits. */
package org.stoa.subscription.subscription;

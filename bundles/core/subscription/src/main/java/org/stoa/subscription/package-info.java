/** What a tenant has paid for: plans and subscriptions, limits and usage, and the features that are switched on. */
package org.stoa.subscription;

/** How much of what tenants may use, and how much they have used. */
package org.stoa.subscription.limit;

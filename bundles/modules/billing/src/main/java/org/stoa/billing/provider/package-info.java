/**
 * Payments through providers. What is asked of a provider is recorded before it is asked, outside of any transaction; what a
 * provider says is recorded as it comes, in whatever order, and booked by what is known in all.
 */
package org.stoa.billing.provider;

/** Reminders of what is overdue. */
package org.stoa.billing.dunning;

/** Invoices and what they consist of. */
package org.stoa.billing.invoice;

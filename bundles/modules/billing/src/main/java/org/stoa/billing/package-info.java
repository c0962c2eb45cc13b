/** Customers and invoices. */
package org.stoa.billing;

/** What clients owe, told to whoever invoices. */
package org.stoa.booking.sale;

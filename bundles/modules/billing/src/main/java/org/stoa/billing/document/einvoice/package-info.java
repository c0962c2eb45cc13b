/** Electronic invoices after EN 16931, written as UN/CEFACT Cross Industry Invoice: XRechnung and Factur-X. */
package org.stoa.billing.document.einvoice;

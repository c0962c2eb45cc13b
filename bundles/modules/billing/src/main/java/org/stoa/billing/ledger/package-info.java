/** What customers owe and have paid, booking by booking. */
package org.stoa.billing.ledger;

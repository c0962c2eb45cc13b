/** Currencies and their rates. */
package org.stoa.billing.currency;

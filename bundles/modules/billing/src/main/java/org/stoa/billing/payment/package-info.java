/** Money that comes in and goes back. */
package org.stoa.billing.payment;

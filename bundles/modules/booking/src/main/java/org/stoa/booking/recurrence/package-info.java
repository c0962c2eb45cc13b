/** Recurrence by the rules of RFC 5545. */
package org.stoa.booking.recurrence;

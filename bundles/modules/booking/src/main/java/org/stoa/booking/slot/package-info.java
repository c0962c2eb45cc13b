/** When something can be booked: arithmetic on time without a database, and the question asked of one. */
package org.stoa.booking.slot;

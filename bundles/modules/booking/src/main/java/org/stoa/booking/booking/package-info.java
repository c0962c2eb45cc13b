/** Bookings, from the request to their end. */
package org.stoa.booking.booking;

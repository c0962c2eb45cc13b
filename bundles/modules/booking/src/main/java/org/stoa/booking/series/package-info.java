/** Bookings that repeat. */
package org.stoa.booking.series;

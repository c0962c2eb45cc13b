/** What a service says of bookings of it. */
package org.stoa.booking.offer;

/** Who or what can be booked. */
package org.stoa.booking.resource;

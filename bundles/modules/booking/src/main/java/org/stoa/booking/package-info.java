/** Who or what can be booked, when, and by whom it is. */
package org.stoa.booking;

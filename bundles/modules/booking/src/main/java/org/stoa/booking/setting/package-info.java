/** What a tenant settles for all bookings. */
package org.stoa.booking.setting;

/** Calendars of other programs (RFC 5545): what they may read of a resource, and when a resource is busy by them. */
package org.stoa.booking.calendar;

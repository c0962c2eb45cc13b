/** The hours of a resource by its own wall clock. */
package org.stoa.booking.availability;

/** Who has which time of a resource: the one place where time is taken and given back. */
package org.stoa.booking.occupation;

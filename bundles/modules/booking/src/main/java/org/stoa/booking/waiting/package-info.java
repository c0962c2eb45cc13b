/** Who waits for a slot that is taken. */
package org.stoa.booking.waiting;

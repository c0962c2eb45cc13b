/** Slots that are kept for somebody for a few minutes. */
package org.stoa.booking.hold;

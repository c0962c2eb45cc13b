/** Times that people agreed on elsewhere. */
package org.stoa.booking.appointment;

/** What clients are told by mail. */
package org.stoa.booking.notice;

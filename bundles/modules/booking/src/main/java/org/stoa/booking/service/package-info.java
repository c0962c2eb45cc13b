/** What can be booked of the resources. */
package org.stoa.booking.service;

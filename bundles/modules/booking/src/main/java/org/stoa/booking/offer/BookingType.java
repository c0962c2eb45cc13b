package org.stoa.booking.offer;

/** What is booked. */
public enum BookingType {
    APPOINTMENT,
    SERVICE,
    CONSULTATION,
    EVENT
}

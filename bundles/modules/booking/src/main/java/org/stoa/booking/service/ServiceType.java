package org.stoa.booking.service;

/** What a service, and a booking of it, is. */
public enum ServiceType {
    APPOINTMENT,
    SERVICE,
    CONSULTATION,
    EVENT
}

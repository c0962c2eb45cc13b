package org.stoa.booking.calendar;

/** An event that could not be understood and makes nobody busy. */
public record SkippedEvent(String uid, String reason) {}

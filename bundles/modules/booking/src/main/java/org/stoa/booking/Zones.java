package org.stoa.booking;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.stoa.api.rest.ProblemException;

/** Time zones as clients name them. */
public final class Zones {
    private Zones() {}

    /**
     * The zone of an IANA name such as {@code Europe/Berlin}, or UTC.
     *
     * @throws ProblemException 400 {@code invalid-request} that names {@code field}; for offsets such as {@code +02:00} as
     *     well, which do not know when clocks change
     */
    public static ZoneId require(String field, String name) {
        try {
            ZoneId zone = ZoneId.of(name == null ? "" : name);
            if (!(zone instanceof ZoneOffset) || name.equals("Z")) {
                return zone;
            }
        } catch (DateTimeException e) {
            // answered below
        }
        throw ProblemException.invalid(field, "must be a time zone of the IANA database, such as Europe/Berlin or UTC");
    }
}

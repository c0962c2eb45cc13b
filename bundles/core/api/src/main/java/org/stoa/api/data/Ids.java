package org.stoa.api.data;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Identifiers of everything the platform stores: UUID version 7 (RFC 9562), ordered by time of creation. */
public final class Ids {

    private Ids() {}

    /** A new identifier, greater than those made before it in the same process. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }
}

package org.stoa.api.platform;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that has to be done after a start before the platform counts as ready. */
@ConsumerType
public interface StartupWork {

    /** What it is, in a few words for operators. */
    String name();

    /** Whether it is done. Once true it stays true. */
    boolean isDone();
}

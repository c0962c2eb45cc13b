package org.stoa.api.platform;

import org.osgi.annotation.versioning.ProviderType;

/** Whether the platform's database can be used at present. */
@ProviderType
public interface DatabaseHealth {

    /** Whether it answers a small query within two seconds. */
    boolean isReachable();

    /**
     * Which database it is, such as {@code PostgreSQL 18.6 embedded on 127.0.0.1:35113}, or why there is none yet, in one
     * line.
     */
    String describe();
}

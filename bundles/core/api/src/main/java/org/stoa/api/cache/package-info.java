/** Caches in the process that agree with those of the other nodes; served to core bundles only, never to modules. */
@Export
@Version("1.0.0")
package org.stoa.api.cache;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

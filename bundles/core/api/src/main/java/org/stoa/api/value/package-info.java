/** Values that cross the boundaries of bundles: money, country and currency codes. */
@Export
@Version("1.0.0")
package org.stoa.api.value;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

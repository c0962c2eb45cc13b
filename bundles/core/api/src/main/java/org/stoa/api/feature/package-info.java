/** Which features are on for a tenant. */
@Export
@Version("1.0.0")
package org.stoa.api.feature;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

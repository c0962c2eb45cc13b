/** Work across tenants; served to core bundles only, never to modules. */
@Export
@Version("1.0.0")
package org.stoa.api.platform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Tenants: the organizations that share one platform, and the service that keeps them. */
@Export
@Version("1.0.0")
package org.stoa.api.tenant;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

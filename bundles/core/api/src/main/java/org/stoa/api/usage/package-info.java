/** What tenants use of metered resources, and how much they may. */
@Export
@Version("1.0.0")
package org.stoa.api.usage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

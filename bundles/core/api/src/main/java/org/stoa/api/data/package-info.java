/** Tenant-scoped transactions, identifiers and pages. */
@Export
@Version("1.0.0")
package org.stoa.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

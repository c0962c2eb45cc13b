/** Users of a tenant, as far as other bundles need to know them. */
@Export
@Version("1.0.0")
package org.stoa.api.people;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

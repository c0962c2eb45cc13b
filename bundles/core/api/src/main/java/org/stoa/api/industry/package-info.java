/** What an industry brings to a tenant: schemas, categories, tags, forms, workflows and settings, as data. */
@Export
@Version("1.0.0")
package org.stoa.api.industry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

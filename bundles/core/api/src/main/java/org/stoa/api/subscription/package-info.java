/** What a tenant has subscribed to. */
@Export
@Version("1.0.0")
package org.stoa.api.subscription;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

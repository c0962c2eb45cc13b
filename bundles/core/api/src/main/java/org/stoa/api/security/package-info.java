/** Who calls, what they may do, and how an operation says what it needs. */
@Export
@Version("1.0.0")
package org.stoa.api.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

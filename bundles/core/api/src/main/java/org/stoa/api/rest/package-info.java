/** REST resources, problems (RFC 9457), preconditions and patches. */
@Export
@Version("1.0.0")
package org.stoa.api.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Profiles of people, animals and things that a tenant presents, as far as modules read them. */
@Export
@Version("1.0.0")
package org.stoa.api.profile;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

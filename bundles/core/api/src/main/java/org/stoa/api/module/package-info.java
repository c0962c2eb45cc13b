/** What a module says of itself, and which modules run for which tenant. */
@Export
@Version("1.0.0")
package org.stoa.api.module;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

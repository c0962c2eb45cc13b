/** Mails that a bundle wants sent, as events. */
@Export
@Version("1.0.0")
package org.stoa.api.mail;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

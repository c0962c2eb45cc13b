/** What people do with what others offer: view, like, share, comment. */
@Export
@Version("1.0.0")
package org.stoa.api.activity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

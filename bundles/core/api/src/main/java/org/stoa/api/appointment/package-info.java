/** Times that people agreed on: events between whoever brings them together and whoever keeps calendars. */
@Export
@Version("1.0.0")
package org.stoa.api.appointment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

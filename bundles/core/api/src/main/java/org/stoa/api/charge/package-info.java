/** What is charged for a period of time: periods, shares of them, and charges that somebody is to invoice. */
@Export
@Version("1.0.0")
package org.stoa.api.charge;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

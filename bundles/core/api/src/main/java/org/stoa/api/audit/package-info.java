/** The audit log: who did what to which resource, written in the transaction it describes. */
@Export
@Version("1.0.0")
package org.stoa.api.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

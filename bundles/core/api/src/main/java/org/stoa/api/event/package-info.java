/** Domain events: past-tense records, stored in the transaction that caused them, delivered at least once. */
@Export
@Version("1.0.0")
package org.stoa.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** What clients of a tenant owe it: events between whoever sells and whoever invoices. */
@Export
@Version("1.0.0")
package org.stoa.api.sale;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Industry templates: what of them a tenant has installed, what it has changed since, and how new versions are merged. */
package org.stoa.metadata.industry;

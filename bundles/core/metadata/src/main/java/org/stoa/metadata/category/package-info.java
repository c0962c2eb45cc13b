/** Categories: trees of the platform and of the tenants, and what is assigned to them. */
package org.stoa.metadata.category;

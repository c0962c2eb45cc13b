/** Tags in sets: of the platform and of the tenants, and which entities have them. */
package org.stoa.metadata.tag;

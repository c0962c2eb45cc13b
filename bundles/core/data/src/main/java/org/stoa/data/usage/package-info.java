/** How much tenants use of what is metered, and how much they may. */
package org.stoa.data.usage;

/** Clocks of tenants that stand still until somebody moves them on. */
package org.stoa.data.clock;

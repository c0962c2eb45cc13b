/** Quotas: how many entities may be made in a period. */
package org.stoa.metadata.quota;

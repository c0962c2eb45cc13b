/** Warnings of how much a tenant uses. */
package org.stoa.access.usage;

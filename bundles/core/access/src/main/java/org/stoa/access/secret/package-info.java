/** Secrets of tenants that bundles keep encrypted. */
package org.stoa.access.secret;

/** Expressions that tenants write (CEL): typed, bounded, and without a way into the server. */
package org.stoa.metadata.expression;

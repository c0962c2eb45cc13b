/** Regular expressions that tenants write, matched in time linear in the text. */
package org.stoa.metadata.pattern;

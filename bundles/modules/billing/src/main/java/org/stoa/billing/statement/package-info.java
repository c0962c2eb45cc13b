/** What customers owe, and since when. */
package org.stoa.billing.statement;

/** What customers are invoiced for again and again. */
package org.stoa.billing.recurring;

/** Papers laid out as PDF. */
package org.stoa.billing.document.pdf;

/** Papers: what is sent to a customer, as PDF and as an electronic invoice, and exports of what is kept. */
package org.stoa.billing.document;

/** What is sold again and again. */
package org.stoa.billing.product;
